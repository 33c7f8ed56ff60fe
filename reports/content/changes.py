from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import As, Block, Cell, Column, Facts, Heading, Note, Paragraph, Row, Table
from reports.content.indicators import kind_of, place
from reports.content.seal import labels
from reports.content.writing import change, content_of, moment, period_short, said, written


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["changes"]
    before = frozen["previous"]
    if before is None:
        yield Paragraph(_("No report of this kind was issued before, so there is nothing to compare with."))
        return
    calendar = snapshot["plan"]["calendar"]
    values = {
        "period": period_short(before["period"], calendar),
        "edition": before["edition"],
        "moment": moment(before["cut_off"]),
    }
    yield Paragraph(
        _("Compared with the issued report for %(period)s, edition %(edition)s, with data of %(moment)s.") % values
    )
    facts = [(_("Seal of the report before"), before["digest"][:12])]
    if before["is_same_period"]:
        facts.insert(0, (_("Why a new edition"), frozen["why"] or _("No reason was given")))
    yield Facts(tuple(facts))
    yield Heading(_("Records"))
    yield Note(
        _(
            "New: behind this report and not behind the one before. Gone: closed, merged, withdrawn or moved out of the"
            " period since. Corrected: the same record, changed since."
        )
    )
    yield _records(frozen["records"], calendar)
    yield Heading(_("Figures told differently"))
    if not frozen["figures"]:
        yield Paragraph(_("Every figure that the report before told for a period is the same today."))
        return
    yield _figures(snapshot, frozen["figures"])


def _records(rows: list[dict[str, Any]], calendar: str) -> Table:
    lines = [
        Row(
            (
                Cell(part_name(row["part"], row["model"], calendar)),
                *(
                    Cell(row[key], links.change(row["part"], key) if row[key] else "")
                    for key in ("before", "new", "gone", "changed", "now")
                ),
            )
        )
        for row in rows
    ]
    columns = (
        Column(_("Kind of record"), share=6),
        Column(_("Report before"), As.NUMBER, share=2),
        Column(_("New"), As.NUMBER, share=2),
        Column(_("Gone"), As.NUMBER, share=2),
        Column(_("Corrected"), As.NUMBER, share=2),
        Column(_("This report"), As.NUMBER, share=2),
    )
    return Table(_("Records behind both reports"), _("Changed records"), columns, tuple(lines))


def part_name(part: str, model: str, calendar: str) -> str:
    """What the records of a part are, and of which period: those of indicators are named indicators/G1/2565-H1."""
    words = labels()
    what = words.get(model, part)
    pieces = part.split("/")
    if len(pieces) < 3:
        return what if part != "discipline" else _("Project reports, late ones included")
    name = what if model in words else pieces[1]
    if pieces[0] == "over":
        name = _("Sum over the period: %(what)s") % {"what": name}
    if pieces[0] == "beside":
        name = _("Neighbours: %(what)s") % {"what": name}
    return _("%(what)s for %(period)s") % {"what": name, "period": period_short(pieces[2], calendar)}


def _figures(snapshot: dict[str, Any], rows: list[dict[str, Any]]) -> Table:
    calendar = snapshot["plan"]["calendar"]
    lines = []
    for row in rows:
        kind = kind_of(row)
        difference = change(row["now"], row["before"])
        url = links.figure(row["code"], row["period"], **place(snapshot))
        lines.append(
            Row(
                (
                    Cell(f"{row['code']} {said(row)}"),
                    Cell(period_short(row["period"], calendar)),
                    Cell(written(content_of(row["before"]), kind), missing=_("No figure")),
                    Cell(written(content_of(row["now"]), kind), url, _("No figure")),
                    Cell(difference),
                )
            )
        )
    columns = (
        Column(_("Indicator"), share=6),
        Column(_("Period"), share=2),
        Column(_("Report before"), share=3),
        Column(_("This report"), share=3),
        Column(_("Difference"), As.CHANGE, share=3),
    )
    return Table(_("Figures that were restated"), _("Restated figures"), columns, tuple(lines))
