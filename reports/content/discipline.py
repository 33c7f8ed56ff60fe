from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import As, Block, Cell, Column, Heading, Note, Paragraph, Row, Table
from reports.content.writing import day, led, long_day, names, period_short, said, told

RECEIVED = frozenset({"on_time", "late"})
FEW = 4


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["discipline"]
    yield Note(said(frozen["definition"]))
    if len(frozen["periods"]) > 1:
        yield _overview(snapshot)
    for period in frozen["periods"]:
        label = period_short(period["period"], snapshot["plan"]["calendar"])
        # Ten half-years would fill half of the table of contents.
        yield Heading(_("Reports for %(period)s") % {"period": label}, listed=len(frozen["periods"]) <= FEW)
        yield Paragraph(told(sentence(period)))
        yield _by_agency(period, label)
        yield _table(snapshot, period, label)
    if frozen.get("year_states"):
        yield Heading(_("Yearly reports of the provinces for %(year)s") % {"year": frozen["year"]})
        yield Paragraph(told(_of_provinces(frozen["provinces"])))
        yield _by_province(frozen)


def sentence(period: dict[str, Any]) -> str:
    """Who reported, in one sentence, to be `told`."""
    values = {
        "expected": period["expected"],
        **{what: _led(period[what], links.discipline(period["period"], what=what)) for what in ("received", "late")},
        "missing": period["missing"],
        "due": long_day(period["due_on"]) if period["due_on"] else "",
    }
    text = _("Of %(expected)s reports expected, %(received)s were received (%(late)s late) and %(missing)s were not.")
    due = _("They were due on %(due)s.") if period["due_on"] else _("No due day was set.")
    return f"{text % values} {due % values}"


def _led(count: int, url: str) -> str:
    return led(str(count), url if count else "")


def timeliness() -> dict[str, str]:
    """Words for how a report stands to its due day."""
    return {
        "on_time": _("On time"),
        "late": _("Late"),
        "overdue": _("Overdue"),
        "not_due": _("Not due yet"),
    }


def _how(report: dict[str, Any]) -> str:
    """The same for one report, with the days that it was late."""
    how = timeliness()[report["timeliness"]]
    if not report["days_late"]:
        return how
    return _("%(how)s (%(days)s days)") % {"how": how, "days": f"{report['days_late']:,}"}


def _by_agency(period: dict[str, Any], label: str) -> Table:
    """Each lead agency's reports; a project of several counts with each of them."""
    found: dict[str, Counter[str]] = {}
    codes: dict[str, str] = {}
    for node in period["nodes"]:
        for agency in node["lead"]:
            counts = found.setdefault(agency["printed"], Counter())
            codes.setdefault(agency["printed"], agency["code"])
            counts["expected"] += 1
            counts["received"] += node["timeliness"] in RECEIVED
            counts["late"] += node["timeliness"] == "late"
            counts["returned"] += node["state"] == "returned"
    keys = ("received", "late", "returned")
    rows = [
        Row(
            (
                Cell(name),
                Cell(counts["expected"]),
                *(_counted(counts[key], period["period"], agency=codes[name], what=key) for key in keys),
                Cell(counts["expected"] - counts["received"]),
            )
        )
        for name, counts in found.items()
    ]
    columns = (
        Column(_("Lead agency"), share=4),
        Column(_("Expected"), As.NUMBER, share=2),
        Column(_("Received"), As.NUMBER, share=2),
        Column(_("Late"), As.NUMBER, share=2),
        Column(_("Returned"), As.NUMBER, share=2),
        Column(_("Not received"), As.NUMBER, share=2),
    )
    caption = _("Reports of the lead agencies for %(period)s") % {"period": label}
    note = _("A project with several lead agencies counts with each of them.")
    return Table(caption, _("Agencies %(period)s") % {"period": label}, columns, tuple(rows), note)


def _counted(count: int, period: str, **which: str) -> Cell:
    """So many reports; none has nothing to lead to."""
    return Cell(count, links.discipline(period, **which) if count else "")


def _of_provinces(provinces: list[dict[str, Any]]) -> str:
    """How the provinces reported; a report leads nowhere before it is accepted: its words are not for everybody yet."""
    accepted = sum(province["state"] == "accepted" for province in provinces)
    values = {
        "expected": len(provinces),
        "received": sum(province["timeliness"] in RECEIVED for province in provinces),
        "late": sum(province["timeliness"] == "late" for province in provinces),
        "accepted": _led(accepted, links.voice()),
        "returned": sum(province["state"] == "returned" for province in provinces),
        "missing": sum(province["timeliness"] not in RECEIVED for province in provinces),
    }
    text = _(
        "Of %(expected)s provinces, %(received)s have given their yearly report (%(late)s late, %(accepted)s accepted);"
        " %(missing)s have not, %(returned)s of which were returned."
    )
    return text % values


def _by_province(frozen: dict[str, Any]) -> Table:
    states = {each["code"]: said(each) for each in frozen["year_states"]}
    rows = []
    for province in frozen["provinces"]:
        url = links.voice(province["code"]) if province["state"] == "accepted" else ""
        rows.append(
            Row(
                (
                    Cell(said(province)),
                    Cell(states.get(province["state"] or ""), url, _("Not received")),
                    Cell(day(province["submitted_at"]), missing="–"),
                    Cell(_how(province)),
                )
            )
        )
    columns = (
        Column(_("Province"), share=8),
        Column(_("Yearly report"), share=7),
        Column(_("Sent on"), As.DATE, share=6),
        Column(_("Timeliness"), share=11),
    )
    caption = _("Yearly reports of all provinces for %(year)s") % {"year": frozen["year"]}
    return Table(caption, _("Provinces' reports"), columns, tuple(rows))


def _overview(snapshot: dict[str, Any]) -> Table:
    rows = [
        Row(
            (
                Cell(period_short(period["period"], snapshot["plan"]["calendar"])),
                Cell(period["expected"]),
                *(_counted(period[key], period["period"], what=key) for key in ("received", "late")),
                Cell(period["missing"]),
            )
        )
        for period in snapshot["sections"]["discipline"]["periods"]
    ]
    columns = (
        Column(_("Period"), share=3),
        Column(_("Reports expected"), As.NUMBER, share=2),
        Column(_("Reports received"), As.NUMBER, share=2),
        Column(_("Late"), As.NUMBER, share=2),
        Column(_("Not received"), As.NUMBER, share=2),
    )
    return Table(_("Reports expected and received"), _("Reporting"), columns, tuple(rows))


def _table(snapshot: dict[str, Any], period: dict[str, Any], label: str) -> Table:
    rows = []
    for node in period["nodes"]:
        url = links.discipline(period["period"], node["number"]) if node["submitted_at"] else ""
        rows.append(
            Row(
                (
                    Cell(f"{node['number']} {said(node)}"),
                    Cell(names(node["lead"])),
                    Cell(day(node["submitted_at"]), url, _("Not received")),
                    Cell(_how(node)),
                )
            )
        )
    columns = (
        Column(_("Project"), share=13),
        Column(_("Lead agencies"), share=5),
        Column(_("Sent on"), As.DATE, share=7),
        Column(_("Timeliness"), share=8),
    )
    caption = _("Reports of the projects for %(period)s") % {"period": label}
    return Table(caption, _("Reporting %(period)s") % {"period": label}, columns, tuple(rows))
