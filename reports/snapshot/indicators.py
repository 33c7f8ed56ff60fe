"""The plan's indicators: definition, figure, the period before, target, by place and by part, with their records."""

from __future__ import annotations

from typing import Any

from indicators.figures import by_province, by_value, records_of, series_of
from indicators.figures.cut import Cut
from indicators.figures.places import ByPlace, Part
from indicators.figures.refs import refs_of
from indicators.measures import measure_of
from plans.choices import Cumulation, IndicatorKind
from plans.models import Indicator
from reports.snapshot.canonical import both, named
from reports.snapshot.moment import Moment, behind_refs
from thai.periods import Period

DEFINITION = {
    "th": "ทุกค่าคำนวณจากรายการข้อมูลในระบบ ณ วันที่ตัดข้อมูล และเปรียบเทียบกับงวดก่อนภายในแผนเดียวกัน",
    "en": "Every figure is computed from records in the registry as of the cut-off, beside the period before.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    plan = moment.scope.plan
    indicators = list(plan.indicators.select_related("plan").order_by("position"))
    records: dict[str, Any] = {}
    rows = []
    for indicator in indicators:
        rows.append(_indicator(indicator, moment))
        for period in {moment.scope.period, moment.scope.period.previous()}:
            refs = refs_of(records_of(indicator, period, _cut(moment), today=moment.today))
            records[f"indicators/{indicator.code}/{period}"] = behind_refs(refs)
    figures = {
        "definition": DEFINITION,
        "period": str(moment.scope.period),
        "previous": str(moment.scope.period.previous()),
        "periods": [str(period) for period in moment.scope.periods],
        "indicators": rows,
    }
    return figures, records


def _cut(moment: Moment) -> Cut:
    return Cut.of(moment.scope.province)


def _indicator(indicator: Indicator, moment: Moment) -> dict[str, Any]:
    scope, today = moment.scope, moment.today
    figure = series_of(indicator, [scope.period], _cut(moment), today=today)[0]
    series = series_of(indicator, _halves(moment), _cut(moment), today=today)
    measure = measure_of(indicator)
    dimensions = [dimension.name for dimension in measure.dimensions] if measure else []
    places = by_province(indicator, scope.period, today=today) if scope.province is None else None
    return {
        "code": indicator.code,
        **named(indicator),
        "short": {
            "th": indicator.short_th or indicator.name_th,
            "en": indicator.short_en or indicator.short_th or indicator.name_en or indicator.name_th,
        },
        "unit": {"th": indicator.unit_th, "en": indicator.unit_en or indicator.unit_th},
        "kind": indicator.kind,
        "is_money": indicator.kind == IndicatorKind.MONEY or indicator.unit_th == "บาท",
        "cumulation": {"code": indicator.cumulation, **both(Cumulation(indicator.cumulation).label)},
        "source": {"th": indicator.source_th, "en": indicator.source_en or indicator.source_th},
        "baseline": indicator.baseline,
        "baseline_period": indicator.baseline_period,
        "state": figure.state.value,
        "value": figure.value,
        "previous": figure.previous,
        "target": figure.target,
        "records": figure.records,
        "series": [
            {"period": str(each.period), "value": each.value, "records": each.records, "target": each.target}
            for each in series
        ],
        "dimensions": [_dimension(indicator, name, moment) for name in dimensions],
        "places": _places(places) if places else None,
    }


def _halves(moment: Moment) -> list[Period]:
    """The plan's half-years from its beginning to the end of the report's period."""
    last = moment.scope.period.last_day
    return [period for period in moment.scope.plan.half_years if period.last_day <= last]


def _dimension(indicator: Indicator, name: str, moment: Moment) -> dict[str, Any]:
    found = by_value(indicator, moment.scope.period, name, moment.scope.province, today=moment.today)
    return {
        "name": name,
        **both(found.dimension.label),
        "repeated": found.repeated,
        "parts": [
            {**_part(part), **both(label)}
            for part, (_code, label) in zip(found.parts, found.dimension.choices.choices, strict=False)
        ],
    }


def _places(found: ByPlace) -> dict[str, Any]:
    return {
        "provinces": [{**_part(part), **named(part.place)} for part in found.provinces],
        "regions": [{**_part(part), **named(part.place)} for part in found.regions],
        "nowhere": _part(found.nowhere),
        "nation": _part(found.nation),
        "repeated": found.repeated,
    }


def _part(part: Part) -> dict[str, Any]:
    return {"code": part.code, "value": part.value, "previous": part.previous, "records": part.records}
