from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import Block, Cell, Column, Note, Row, Table
from reports.content.indicators import kind_of
from reports.content.writing import content_of, in_unit, period_short, said


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["indicators"]
    calendar = snapshot["plan"]["calendar"]
    indicators = [each for each in frozen["indicators"] if each["places"]]
    if not indicators:
        return
    periods = (frozen["previous"], frozen["period"])
    columns = [Column(_("Province"), share=4)]
    for indicator in indicators:
        group = in_unit(indicator["code"], indicator)
        share = 4 if indicator["is_money"] else 2
        columns += [Column(period_short(each, calendar), kind_of(indicator), group, share) for each in periods]

    def row(label: str, pick: Any, strong: bool = False, **cut: str) -> Row:
        cells = [Cell(label)]
        for indicator in indicators:
            part = pick(indicator["places"])
            for period, key in zip(periods, ("previous", "value"), strict=True):
                url = links.figure(indicator["code"], period, **cut) if part[key] is not None else ""
                cells.append(Cell(content_of(part[key]), url))
        return Row(tuple(cells), strong)

    first = indicators[0]["places"]
    rows = [
        row(said(part), lambda places, at=at: places["provinces"][at], province=part["code"])
        for at, part in enumerate(first["provinces"])
    ]
    rows.append(row(_("Without a province"), lambda places: places["nowhere"], province="none"))
    rows += [
        row(said(part), lambda places, at=at: places["regions"][at], strong=True, region=part["code"])
        for at, part in enumerate(first["regions"])
    ]
    rows.append(row(_("Nationwide"), lambda places: places["nation"], strong=True))
    yield Note(_("Every province, then the regions, the period before beside this period."))
    yield Table(_("Goal indicators by province and region"), _("Provinces"), tuple(columns), tuple(rows))
