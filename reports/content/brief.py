"""Two pages for the chair, from the same frozen data: the figures, and what needs a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from reports.choices import ReportKind
from reports.content import discipline, document, forum, links, money, progress, summary, voices
from reports.content.blocks import As, Block, Cell, Chapter, Column, Document, KeyFigures, Paragraph, Row, Table
from reports.content.indicators import kind_of, place
from reports.content.writing import change, content_of, in_unit, introduced, number_of, said, told, written

MOST = 8  # projects that are named
# What needs somebody's attention, the most urgent first; "" was not reported.
URGENT = ("delayed", "at_risk", "")


def brief(snapshot: dict[str, Any], digest: str, *, language: str = "th") -> Document:
    """The brief of a snapshot in a language; its sections are those that the report has too."""
    whole = document(snapshot, digest, language=language)
    told = {chapter.code for chapter in whole.chapters}
    with override(language):
        sections = {code: part for code, part in snapshot["sections"].items() if code in told}
        seen = {**snapshot, "sections": sections}
        parts = [
            ("summary", _("In short"), _in_short(seen)),
            ("indicators", _("Goal indicators"), _indicators(seen)),
            ("progress", _("Projects"), _projects(seen)),
            ("forum", _("Where the proposals stand"), _proposals(seen)),
            ("changes", _("What needs attention"), _attention(seen)),
        ]
        chapters = [Chapter(code, title, tuple(blocks)) for code, title, blocks in parts]
        values = {name: getattr(whole, name) for name in ("language", "plan", "period", "place", "issuer", "cut_off")}
        return Document(
            **values,
            title=_("Brief: %(report)s") % {"report": whole.title},
            digest=digest,
            site=whole.site,
            edition=whole.edition,
            is_brief=True,
            chapters=tuple(chapter for chapter in chapters if chapter.blocks),
        )


def _in_short(snapshot: dict[str, Any]) -> Iterator[Block]:
    sections = snapshot["sections"]
    if "indicators" in sections:
        yield KeyFigures(tuple(summary.key_figure(snapshot, each) for each in sections["indicators"]["indicators"][:6]))
    if snapshot.get("summary"):
        yield from introduced(snapshot["summary"])
        return
    if "progress" in sections and any(node["expected"] for node in sections["progress"]["nodes"]):
        yield Paragraph(told(summary.projects_sentence(sections["progress"])))
    if "money" in sections and sections["money"]["to_date"]["expected_reports"]:
        yield Paragraph(told(money.sentence(sections["money"])))
    if "registry" in sections:
        yield Paragraph(told(summary.registry_sentence(sections["registry"], snapshot)))
    if "forum" in sections and sections["forum"]["forum"]:
        yield Paragraph(told(forum.sentence(sections["forum"])))


def _indicators(snapshot: dict[str, Any]) -> Iterator[Block]:
    """Each against its target and the period before; figures lead to their records."""
    frozen = snapshot["sections"].get("indicators")
    if frozen is None:
        return
    rows = []
    for one in frozen["indicators"]:
        kind = kind_of(one)
        value, target = number_of(one["value"]), number_of(one["target"])
        share = f"{value * 100 / target:.0f}%" if target and value is not None and not isinstance(value, bool) else ""
        rows.append(
            Row(
                (
                    Cell(in_unit(f"{one['code']} {said(one['short'])}", one)),
                    Cell(
                        written(content_of(one["value"]), kind),
                        links.figure(one["code"], frozen["period"], **place(snapshot)),
                        _("No figure"),
                    ),
                    Cell(change(one["value"], one["previous"])),
                    Cell(written(target, kind), missing=_("Not stated")),
                    Cell(share, missing="–"),
                )
            )
        )
    columns = (
        Column(_("Indicator"), share=8),
        Column(_("This period"), As.NUMBER, share=4),
        Column(pgettext("difference", "Change"), As.CHANGE, share=4),
        Column(_("Target"), As.NUMBER, share=3),
        Column(_("Reached"), As.NUMBER, share=2),
    )
    if rows:
        yield Table(_("Goal indicators against their targets"), _("Indicators"), columns, tuple(rows))


def _projects(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"].get("progress")
    if frozen and any(node["expected"] for node in frozen["nodes"]):
        yield progress.by_programme(frozen)


def _proposals(snapshot: dict[str, Any]) -> Iterator[Block]:
    """The forum's proposals in a report that is about them: how each stands, and what was done last."""
    if snapshot["kind"] != ReportKind.FORUM or not snapshot["sections"].get("forum", {}).get("forum"):
        return
    yield forum.latest(snapshot["sections"]["forum"])


def _attention(snapshot: dict[str, Any]) -> Iterator[Block]:
    sections = snapshot["sections"]
    if "progress" in sections and any(node["expected"] for node in sections["progress"]["nodes"]):
        yield from _urgent(sections["progress"])
    periods = sections["discipline"]["periods"] if "discipline" in sections else []
    if periods and periods[-1]["expected"]:
        yield Paragraph(told(discipline.sentence(periods[-1])))
    if "voices" in sections:
        yield Paragraph(told(voices.sentence(sections["voices"], snapshot)))
    if "changes" in sections and sections["changes"]["previous"]:
        figures = sections["changes"]["figures"]
        text = _("Since the report before, %(count)s figures of earlier periods have become others.")
        yield Paragraph(text % {"count": len(figures)})


def _urgent(frozen: dict[str, Any]) -> Iterator[Block]:
    """The projects that are delayed, at risk or silent, as many as two pages hold."""
    words = {status["code"]: said(status) for status in frozen["statuses"]}

    def status(node: dict[str, Any]) -> str:
        return str((node["report"] or {}).get("status") or "")

    found = [node for node in frozen["nodes"] if node["expected"] and status(node) in URGENT]
    found.sort(key=lambda node: URGENT.index(status(node)))
    if not found:
        yield Paragraph(_("No project is delayed, at risk or silent."))
        return
    rows = [
        Row(
            (
                Cell(f"{node['number']} {said(node)}"),
                Cell(words.get(status(node), ""), links.progress(node["number"]) if node["report"] else "", _missing()),
            )
        )
        for node in found[:MOST]
    ]
    columns = (Column(_("Project"), share=9), Column(_("Status"), share=2))
    note = _("%(count)s more stand in the report.") % {"count": len(found) - MOST} if len(found) > MOST else ""
    yield Table(_("Projects that are delayed, at risk or silent"), _("Projects"), columns, tuple(rows), note)


def _missing() -> str:
    return _("Not reported")
