"""From the short address of a figure (reports.content.links) to exactly the records that were counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from indicators.figures import typed
from indicators.figures.cut import Cut
from indicators.history import events_of, revived
from indicators.measures import measure_of
from indicators.models import Value
from plans.models import Indicator
from reports.frozen.lists import NATION, Rows, by_part, of_period
from reports.models import Report
from reports.querysets import part_of
from reports.snapshot.changes import versions
from thai.periods import Period

RECEIVED = ("on_time", "late")


class NoFigureError(Exception):
    """The report has no such figure."""


@dataclass(frozen=True)
class Found:
    """`rows` are [id, version] in the order in which they are shown; `about` is a figure, period or number to name."""

    model: str
    rows: Rows
    kind: str
    about: tuple[str, ...] = ()


def find(report: Report, address: str) -> Found:
    """The records behind the figure at an address such as “k,G1,2565-H1,province,50”. Raises NoFigureError."""
    kind, *pieces = address.split(",")
    finder = _FINDERS.get(kind)
    if finder is None:
        raise NoFigureError(address)
    try:
        model, rows = finder(report, *pieces)
    except (TypeError, KeyError, IndexError, ValueError, StopIteration) as error:
        raise NoFigureError(address) from error
    return Found(model, rows, kind, tuple(pieces))


def _of_indicator(report: Report, code: str, period: str, *pairs: str) -> tuple[str, Rows]:
    cut = _filters(pairs)
    behind, rows = _counted(report, code, period, cut, cut.pop("reading", ""))
    indicator = Indicator.objects.select_related("plan").get(plan=report.plan_id, code=code)
    place = Cut(province=cut.pop("province", ""), region=cut.pop("region", ""), values=tuple(cut.items()))
    if measure_of(indicator) is None:
        return behind["model"], _typed(indicator, Period.parse(period, report.plan.period_calendar), place, rows)
    if place.is_nation and not place.values:
        return behind["model"], rows
    measure: Any = measure_of(indicator)
    kept = at_versions(measure.model, rows).filter(place.condition).values_list("pgh_obj_id", flat=True)
    wanted = set(kept)
    return behind["model"], [row for row in rows if row[0] in wanted]


def _counted(report: Report, code: str, period: str, cut: dict[str, str], reading: str) -> tuple[dict[str, Any], Rows]:
    """The frozen list that holds the records of a cut, and those of the period."""
    if reading:
        behind = _list(report, f"over/{code}")
        return behind, of_period(behind, period)
    own = not report.province_id or cut.get("province") == report.province_id
    if own or "province" in cut:
        behind = _list(report, f"{'indicators' if own else 'beside'}/{code}")
        return behind, of_period(behind, period)
    if period != report.period:
        raise KeyError(period)
    behind = _list(report, f"{NATION}{code}")
    return behind, behind["rows"]


def _typed(indicator: Indicator, period: Period, cut: Cut, rows: Rows) -> Rows:
    values = revived(Value, at_versions(Value, rows).select_related("province"))
    kept = {value.pk for value in typed.made_of(indicator, period, cut, values)}
    return [row for row in rows if row[0] in kept]


def _organisations(report: Report, *pairs: str) -> tuple[str, Rows]:
    behind = _list(report, "registry")
    at = {column: place for place, column in enumerate(behind["columns"])}
    cut = _filters(pairs)
    rows = behind["rows"]
    if region := cut.pop("region", ""):
        told = part_of(report.pk, "sections", "registry")["provinces"]
        provinces = {province["code"] for province in told if province["region"] == region}
        rows = [row for row in rows if row[at["province"]] in provinces]
    for name, code in cut.items():
        rows = [row for row in rows if _has(row[at[name]], code)]
    return behind["model"], [row[:2] for row in rows]


def _has(value: Any, code: str) -> bool:
    return code in value if isinstance(value, list) else value == code


def _of_project(report: Report, number: str) -> tuple[str, Rows]:
    node = _node(report, number)
    return "plans.progress", [[node["report"]["id"], node["report"]["version"]]] if node["report"] else []


def _of_status(report: Report, programme: str, status: str) -> tuple[str, Rows]:
    nodes = part_of(report.pk, "sections", "progress")["nodes"]
    below = [node for node in nodes if not programme or node["number"].startswith(f"{programme}.")]
    told = [node["report"] for node in below if node["expected"] and node["report"]]
    return "plans.progress", [[one["id"], one["version"]] for one in told if one["status"] == status]


def _of_money(report: Report, number: str, span: str) -> tuple[str, Rows]:
    frozen = part_of(report.pk, "sections", "money")
    lines = [frozen] if not number else [node for node in frozen["nodes"] if node["number"] == number]
    wanted = set(lines[0][span]["rows"])
    rows = _list(report, "money")["rows"]
    return "plans.progress", [row for row in rows if row[0] in wanted]


def _of_discipline(report: Report, period: str, number: str, agency: str, what: str) -> tuple[str, Rows]:
    periods = part_of(report.pk, "sections", "discipline")["periods"]
    nodes = next(each for each in periods if each["period"] == period)["nodes"]
    if number:
        nodes = [node for node in nodes if node["number"] == number]
    if agency:
        nodes = [node for node in nodes if agency in [part["code"] for part in node["lead"]]]
    if what:
        nodes = [node for node in nodes if _counts(node, what)]
    wanted = {node["row"] for node in nodes if node["row"]}
    rows = _list(report, "discipline")["rows"]
    return "plans.progress", [row for row in rows if row[0] in wanted]


def _counts(node: dict[str, Any], what: str) -> bool:
    return {
        "received": node["timeliness"] in RECEIVED,
        "late": node["timeliness"] == "late",
        "returned": node["state"] == "returned",
    }[what]


def _of_proposal(report: Report, number: str) -> tuple[str, Rows]:
    proposals = part_of(report.pk, "sections", "forum")["proposals"]
    proposal = next(each for each in proposals if str(each["number"]) == number)
    wanted = {entry["id"] for entry in proposal["follow_ups"]}
    return "forum.followup", [row for row in _list(report, "forum")["rows"] if row[0] in wanted]


def _of_standing(report: Report, status: str) -> tuple[str, Rows]:
    proposals = part_of(report.pk, "sections", "forum")["proposals"]
    latest = [proposal["follow_ups"][0] for proposal in proposals if proposal["follow_ups"]]
    wanted = {entry["id"] for entry in latest if entry["status"] == status}
    return "forum.followup", [row for row in _list(report, "forum")["rows"] if row[0] in wanted]


def _of_province(report: Report, province: str) -> tuple[str, Rows]:
    told = part_of(report.pk, "sections", "voices")["reports"]
    wanted = {each["id"] for each in told if province in ("", each["code"])}
    if province and not wanted:
        raise KeyError(province)
    return "reports.provinceyear", [row for row in _list(report, "voices")["rows"] if row[0] in wanted]


def _of_change(report: Report, part: str, which: str) -> tuple[str, Rows]:
    """Records of this report or of the one before, by what became of them between the two."""
    wanted = part.replace("~", "/")
    before = part_of(report.pk, "sections", "changes")["previous"]["id"]
    model, now = _rows_of(report.pk, wanted)
    old_model, then = _rows_of(before, wanted)
    old, new = versions(then), versions(now)
    rows = {
        "before": then,
        "new": [row for row in now if row[0] not in old],
        "gone": [row for row in then if row[0] not in new],
        "changed": [row for row in now if row[0] in old and old[row[0]] != row[1]],
        "now": now,
    }[which]
    return model or old_model, [row[:2] for row in rows]


def _rows_of(pk: Any, wanted: str) -> tuple[str, Rows]:
    name = wanted.rpartition("/")[0] if wanted.count("/") > 1 else wanted
    # Reports that were frozen earlier have a list for each period.
    behind = part_of(pk, "records", name) or part_of(pk, "records", wanted)
    if behind is None:
        raise KeyError(wanted)
    return next((model, rows) for part, model, rows in by_part({name: behind}) if part in (wanted, name))


def _all_of(report: Report, model: str) -> tuple[str, Rows]:
    lists = [behind["rows"] for behind in part_of(report.pk, "records").values() if behind["model"] == model]
    if not lists:
        raise KeyError(model)
    found = {row[0]: row[:2] for rows in lists for row in rows}
    return model, [found[pk] for pk in sorted(found)]


def _list(report: Report, name: str) -> dict[str, Any]:
    behind: dict[str, Any] | None = part_of(report.pk, "records", name)
    if behind is None:
        raise KeyError(name)
    return behind


def _filters(pairs: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def _node(report: Report, number: str) -> dict[str, Any]:
    nodes: list[dict[str, Any]] = part_of(report.pk, "sections", "progress")["nodes"]
    return next(node for node in nodes if node["number"] == number)


def at_versions(model: type[Any], rows: Rows) -> Any:
    """The rows of history that these [id, version] name: one for each, as it was counted."""
    numbers = RawSQL("SELECT unnest(%s::bigint[])", [[row[1] for row in rows]], output_field=BigIntegerField())
    return events_of(model).filter(pgh_id__in=numbers)


_FINDERS: dict[str, Any] = {
    "k": _of_indicator,
    "o": _organisations,
    "p": _of_project,
    "s": _of_status,
    "m": _of_money,
    "d": _of_discipline,
    "t": _of_proposal,
    "w": _of_standing,
    "v": _of_province,
    "c": _of_change,
    "a": _all_of,
}
