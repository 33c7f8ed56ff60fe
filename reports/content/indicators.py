from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.content import links
from reports.content.blocks import As, Bar, Bars, Block, Cell, Column, Facts, Heading, Note, Row, Table
from reports.content.maps import province_map
from reports.content.writing import change, content_of, in_unit, led, number_of, period_short, said, told, written


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["indicators"]
    yield Note(said(frozen["definition"]))
    yield Heading(_("All indicators"))
    yield overall(snapshot)
    for indicator in frozen["indicators"]:
        yield Heading(f"{indicator['code']} {said(indicator['short'])}")
        yield from _indicator(snapshot, indicator)


def kind_of(indicator: dict[str, Any]) -> As:
    """How the figures of an indicator are written."""
    if indicator["is_money"]:
        return As.MONEY
    return As.PERCENT if indicator["kind"] == "percentage" else As.NUMBER


def place(snapshot: dict[str, Any]) -> dict[str, str]:
    """The province of the report, as the addresses of records say it."""
    return {"province": snapshot["province"]["code"]} if snapshot["province"] else {}


def overall(snapshot: dict[str, Any]) -> Table:
    """Every indicator against the period before and its target."""
    frozen = snapshot["sections"]["indicators"]
    period, previous = frozen["period"], frozen["previous"]
    calendar = snapshot["plan"]["calendar"]
    rows = []
    for indicator in frozen["indicators"]:
        url = links.figure(indicator["code"], period, **place(snapshot))
        before = links.figure(indicator["code"], previous, **place(snapshot))
        rows.append(
            Row(
                (
                    Cell(in_unit(f"{indicator['code']} {said(indicator['short'])}", indicator)),
                    Cell(content_of(indicator["previous"]), before if indicator["previous"] is not None else ""),
                    Cell(content_of(indicator["value"]), url, _("No figure")),
                    Cell(change(indicator["value"], indicator["previous"])),
                    Cell(number_of(indicator["target"]), missing=_("Not stated")),
                )
            )
        )
    columns = (
        Column(_("Indicator"), share=10),
        Column(_("Period before (%(period)s)") % {"period": period_short(previous, calendar)}, As.MONEY, share=7),
        Column(_("This period (%(period)s)") % {"period": period_short(period, calendar)}, As.MONEY, share=7),
        Column(pgettext("difference", "Change"), As.CHANGE, share=7),
        Column(_("Target"), As.MONEY, share=5),
    )
    note = _("“–” means that there is no figure: the period is outside the plan.")
    return Table(_("Goal indicators against the period before"), _("Indicators"), columns, tuple(rows), note)


def _indicator(snapshot: dict[str, Any], indicator: dict[str, Any]) -> Iterator[Block]:
    kind, calendar = kind_of(indicator), snapshot["plan"]["calendar"]
    facts = [
        (_("Indicator"), said(indicator)),
        *([(_("Unit"), said(indicator["unit"]))] if said(indicator["unit"]) else []),
        (_("Counted as"), said(indicator["cumulation"])),
    ]
    if said(indicator["source"]):
        facts.append((_("How it is collected"), said(indicator["source"])))
    if indicator["baseline"] is not None:
        facts.append((_("Baseline"), written(number_of(indicator["baseline"]), kind)))
    url = links.figure(indicator["code"], snapshot["sections"]["indicators"]["period"], **place(snapshot))
    facts.append((_("Figure"), told(_figure(indicator, kind, url))))
    if indicator.get("over") is not None:
        over = links.figure(indicator["code"], snapshot["period"]["code"], **place(snapshot), reading="sum")
        facts.append((_("Sum over the period"), told(led(written(number_of(indicator["over"]), kind), over))))
    yield Facts(tuple(facts))
    numbers = [each for each in indicator["series"] if number_of(each["value"]) is not None]
    if len(numbers) > 1:
        caption = in_unit(_("%(code)s by half-year") % {"code": indicator["code"]}, indicator)
        bars = [
            Bar(
                period_short(each["period"], calendar),
                number_of(each["value"]),
                written(number_of(each["value"]), kind) or _("No figure"),
            )
            for each in indicator["series"]
        ]
        yield Bars(caption, tuple(bars))
    yield _series(snapshot, indicator, kind)
    for dimension in indicator["dimensions"]:
        yield _dimension(snapshot, indicator, dimension, kind)
    places = indicator["places"]
    if places and any(number_of(part["value"]) for part in places["provinces"]):
        yield _regions(snapshot, indicator, kind)
        caption = in_unit(_("%(code)s by province") % {"code": indicator["code"]}, indicator)
        yield province_map(caption, places["provinces"], kind)
        yield Note(_("The figures of all provinces stand in the annex."))


def _figure(indicator: dict[str, Any], kind: As, url: str) -> str:
    figure = written(content_of(indicator["value"]), kind)
    value = led(figure, url) if figure else _("No figure")
    unit = said(indicator["unit"])
    text = _("%(value)s, from %(records)s records") % {
        "value": f"{value} {unit}" if unit else value,
        "records": led(f"{indicator['records']:,}", url if indicator["records"] else ""),
    }
    if indicator["state"] == "running":
        text += " " + _("(the period is not over: as of the cut-off)")
    return text


def _series(snapshot: dict[str, Any], indicator: dict[str, Any], kind: As) -> Table:
    calendar = snapshot["plan"]["calendar"]
    rows = [
        Row(
            (
                Cell(period_short(each["period"], calendar)),
                Cell(
                    content_of(each["value"]),
                    links.figure(indicator["code"], each["period"], **place(snapshot)),
                    _("No figure"),
                ),
                Cell(each["records"], links.figure(indicator["code"], each["period"], **place(snapshot))),
                Cell(number_of(each["target"]), missing=_("Not stated")),
            )
        )
        for each in indicator["series"]
    ]
    columns = (
        Column(_("Half-year"), share=3),
        Column(said(indicator["unit"]).capitalize() or _("Figure"), kind, share=3),
        Column(_("Records"), As.NUMBER, share=2),
        Column(_("Target"), kind, share=3),
    )
    caption = _("%(code)s by half-year") % {"code": indicator["code"]}
    return Table(caption, caption, columns, tuple(rows))


def compared(snapshot: dict[str, Any], first: str, kind: As) -> tuple[Column, ...]:
    """Columns of a table that compares the period with the one before."""
    frozen, calendar = snapshot["sections"]["indicators"], snapshot["plan"]["calendar"]
    return (
        Column(first, share=5),
        Column(_("Period before (%(period)s)") % {"period": period_short(frozen["previous"], calendar)}, kind, share=4),
        Column(_("This period (%(period)s)") % {"period": period_short(frozen["period"], calendar)}, kind, share=4),
        Column(pgettext("difference", "Change"), As.CHANGE, share=3),
    )


def compared_row(
    snapshot: dict[str, Any], indicator: dict[str, Any], part: dict[str, Any], label: str, **cut: str
) -> Row:
    """A row of such a table: each figure leads to its records."""
    frozen = snapshot["sections"]["indicators"]
    now = links.figure(indicator["code"], frozen["period"], **place(snapshot), **cut)
    before = links.figure(indicator["code"], frozen["previous"], **place(snapshot), **cut)
    return Row(
        (
            Cell(label),
            Cell(content_of(part["previous"]), before if part["previous"] is not None else ""),
            Cell(content_of(part["value"]), now),
            Cell(change(part["value"], part["previous"])),
        )
    )


def _dimension(snapshot: dict[str, Any], indicator: dict[str, Any], dimension: dict[str, Any], kind: As) -> Table:
    rows = [
        compared_row(snapshot, indicator, part, said(part), **{dimension["name"]: part["code"]})
        for part in dimension["parts"]
    ]
    caption = _("%(code)s by %(dimension)s") % {"code": indicator["code"], "dimension": said(dimension).lower()}
    note = _repeated(dimension["repeated"])
    return Table(caption, caption, compared(snapshot, said(dimension), kind), tuple(rows), note)


def _regions(snapshot: dict[str, Any], indicator: dict[str, Any], kind: As) -> Table:
    places = indicator["places"]
    rows = [compared_row(snapshot, indicator, part, said(part), region=part["code"]) for part in places["regions"]]
    nowhere = compared_row(snapshot, indicator, places["nowhere"], _("Without a province"), province="none")
    nation = compared_row(snapshot, indicator, places["nation"], _("Nationwide"))
    rows += [nowhere, Row(nation.cells, strong=True)]
    caption = _("%(code)s by region") % {"code": indicator["code"]}
    note = _repeated(places["repeated"])
    return Table(caption, caption, compared(snapshot, _("Region"), kind), tuple(rows), note)


def _repeated(repeated: Any) -> str:
    return (
        _("One record may count in several rows, so the rows add up to more than the whole.")
        if number_of(repeated)
        else ""
    )
