from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import As, Block, Cell, Column, Facts, Heading, Note, Paragraph, Row, Table
from reports.content.writing import day, led, names, said, told, written


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["forum"]
    forum = frozen["forum"]
    if forum is None:
        yield Paragraph(_("No forum up to this period is in the registry."))
        return
    yield Note(said(frozen["definition"]))
    yield Paragraph(told(sentence(frozen)))
    yield Heading(_("Where the proposals stand"))
    yield _table(frozen)
    yield Heading(_("What was done about each proposal"))
    for proposal in frozen["proposals"]:
        yield Heading(_("Proposal %(number)s") % {"number": proposal["number"]}, 3)
        yield Facts(_facts(frozen, proposal))


def counts(frozen: dict[str, Any]) -> Counter[str]:
    """How many proposals stand in each status; "" counts those without a report."""
    return Counter(_status(proposal) for proposal in frozen["proposals"])


def sentence(frozen: dict[str, Any]) -> str:
    """The forum and its proposals in one sentence, to be `told`."""
    found = counts(frozen)
    parts = [
        f"{said(status)} {led(str(found[status['code']]), links.stands(status['code']))}"
        for status in frozen["statuses"]
        if found[status["code"]]
    ]
    if found[""]:
        parts.append(_("no report %(count)s") % {"count": found[""]})
    return _("%(forum)s ended in %(count)s proposals: %(statuses)s.") % {
        "forum": said(frozen["forum"]),
        "count": len(frozen["proposals"]),
        "statuses": ", ".join(parts),
    }


def _status(proposal: dict[str, Any]) -> str:
    return proposal["follow_ups"][0]["status"] if proposal["follow_ups"] else ""


def _table(frozen: dict[str, Any]) -> Table:
    words = {status["code"]: said(status) for status in frozen["statuses"]}
    rows = []
    for proposal in frozen["proposals"]:
        latest = proposal["follow_ups"][0] if proposal["follow_ups"] else None
        url = links.follow_ups(proposal["number"]) if latest else ""
        rows.append(
            Row(
                (
                    Cell(str(proposal["number"])),
                    Cell(said(proposal)),
                    Cell(words.get(_status(proposal), ""), url, _("No report yet")),
                    Cell(day(latest["on"]) if latest else None, url),
                )
            )
        )
    columns = (
        Column(_("No."), share=2),
        Column(_("Proposal"), share=15),
        Column(_("Status"), share=7),
        Column(_("Latest report"), As.DATE, share=7),
    )
    return Table(_("Proposals of the forum"), _("Forum"), columns, tuple(rows))


def latest(frozen: dict[str, Any]) -> Table:
    """How each proposal stands and what was done last, in a few words."""
    words = {status["code"]: said(status) for status in frozen["statuses"]}
    rows = []
    for proposal in frozen["proposals"]:
        entry = proposal["follow_ups"][0] if proposal["follow_ups"] else {"on": None, "text": ""}
        url = links.follow_ups(proposal["number"]) if proposal["follow_ups"] else ""
        rows.append(
            Row(
                (
                    Cell(str(proposal["number"])),
                    Cell(words.get(_status(proposal), ""), url, _("No report yet")),
                    Cell(day(entry["on"]), url),
                    Cell(entry["text"], missing="–"),
                )
            )
        )
    columns = (
        Column(_("No."), share=2),
        Column(_("Status"), share=6),
        Column(_("Latest report"), As.DATE, share=7),
        Column(_("Follow-up"), share=22),
    )
    return Table(_("What was done last about each proposal"), _("Forum"), columns, tuple(rows))


def _facts(frozen: dict[str, Any], proposal: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    words = {status["code"]: said(status) for status in frozen["statuses"]}
    facts = [(_("Proposal"), said(proposal))]
    if proposal["agencies"]:
        facts.append((_("Responsible agencies"), names(proposal["agencies"])))
    if proposal["projects"]:
        facts.append((_("Related projects"), ", ".join(proposal["projects"])))
    for entry in proposal["follow_ups"]:
        facts.append((f"{written(day(entry['on']), As.DATE)}", f"{words[entry['status']]}: {entry['text']}"))
    if not proposal["follow_ups"]:
        facts.append((_("Follow-up"), _("No report yet")))
    return tuple(facts)
