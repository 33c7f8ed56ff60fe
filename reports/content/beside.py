"""The province beside its targets, its neighbours, its region and the nation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import As, Bar, Bars, Block, Cell, Column, Heading, Note, Row, Table
from reports.content.indicators import kind_of
from reports.content.writing import content_of, in_unit, number_of, said, written


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["beside"]
    about = {each["code"]: each for each in snapshot["sections"]["indicators"]["indicators"]}
    yield Note(said(frozen["definition"]))
    yield Heading(_("Against the targets of the year"))
    yield _targets(snapshot, frozen, about)
    for row in frozen["indicators"]:
        indicator = about[row["code"]]
        numbers = [number_of(part["value"]) for part in (row, *row["neighbours"])]
        if not any(isinstance(number, bool) is False and number for number in numbers):
            continue
        yield Heading(f"{row['code']} {said(indicator['short'])}")
        yield _chart(snapshot, row, indicator)
        yield _table(snapshot, row, indicator)


def _targets(snapshot: dict[str, Any], frozen: dict[str, Any], about: dict[str, dict[str, Any]]) -> Table:
    rows = []
    for row in frozen["indicators"]:
        indicator = about[row["code"]]
        kind = kind_of(indicator)
        value, target = number_of(row["value"]), number_of(row["target"])
        share = f"{value * 100 / target:.1f}%" if value is not None and target and not isinstance(value, bool) else ""
        url = links.figure(row["code"], snapshot["period"]["code"], province=snapshot["province"]["code"])
        rows.append(
            Row(
                (
                    Cell(in_unit(f"{row['code']} {said(indicator['short'])}", indicator)),
                    Cell(written(content_of(row["value"]), kind), url, _("No figure")),
                    Cell(written(target, kind), missing=_("Not stated")),
                    Cell(share, missing="–"),
                    Cell(row["place"], missing="–"),
                )
            )
        )
    columns = (
        Column(_("Indicator"), share=13),
        Column(_("This year"), As.NUMBER, share=6),
        Column(_("Target"), As.NUMBER, share=6),
        Column(_("Of the target"), As.NUMBER, share=6),
        Column(_("Place among 77 provinces"), As.NUMBER, share=5),
    )
    return Table(_("The province against its targets"), _("Targets"), columns, tuple(rows))


def _parts(snapshot: dict[str, Any], row: dict[str, Any]) -> list[tuple[str, Any, str]]:
    mine = (said(snapshot["province"]), row["value"], snapshot["province"]["code"])
    return [mine, *((said(part), part["value"], part["code"]) for part in row["neighbours"])]


def _chart(snapshot: dict[str, Any], row: dict[str, Any], indicator: dict[str, Any]) -> Bars:
    kind = kind_of(indicator)
    bars = []
    for label, value, _code in _parts(snapshot, row):
        number = number_of(value)
        bars.append(Bar(label, number, written(number, kind) or _("No figure")))
    caption = _("%(code)s in the province and its neighbours") % {"code": row["code"]}
    return Bars(in_unit(caption, indicator), tuple(bars))


def _table(snapshot: dict[str, Any], row: dict[str, Any], indicator: dict[str, Any]) -> Table:
    kind, period = kind_of(indicator), snapshot["period"]["code"]
    rows = []
    for label, value, code in _parts(snapshot, row):
        url = links.figure(row["code"], period, province=code) if value is not None else ""
        is_mine = code == snapshot["province"]["code"]
        rows.append(Row((Cell(label), Cell(content_of(value), url, _("No figure"))), strong=is_mine))
    for label, part, cut in (
        (said(row["region"]), row["region"], {"region": row["region"]["code"]}),
        (_("Nationwide"), row["nation"], {}),
    ):
        url = links.figure(row["code"], period, **cut) if part["value"] is not None else ""
        rows.append(Row((Cell(label), Cell(content_of(part["value"]), url, _("No figure")))))
    columns = (Column(_("Place"), share=6), Column(said(indicator["unit"]) or _("Figure"), kind, share=3))
    caption = _("%(code)s beside the neighbours, the region and the nation") % {"code": row["code"]}
    return Table(caption, _("%(code)s beside others") % {"code": row["code"]}, columns, tuple(rows))
