"""The plan's indicators: definition, figure, the period before, target, by place and by part, with their records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Case, F, Func, Q, QuerySet, TextField, When
from django.db.models import Value as Literal
from django.db.models.functions import Cast

from indicators.figures import ByPlace, ByValue, Cut, Figure, Part, State, by_place_and_values, overview
from indicators.figures.computed import Stretches
from indicators.figures.figure import days_of, plan_begins, state_of
from indicators.figures.grouping import runs
from indicators.measures import Days, Measure, measure_of
from indicators.models import Value
from organisations.models import Organisation
from plans.choices import Cumulation, IndicatorKind
from plans.models import Indicator
from reports.snapshot.canonical import both, named
from reports.snapshot.moment import Moment, versioned
from thai.periods import Period

Rows = list[list[Any]]
DEFINITION = {
    "th": "ทุกค่าคำนวณจากรายการข้อมูลในระบบ ณ วันที่ตัดข้อมูล และเปรียบเทียบกับงวดก่อนภายในแผนเดียวกัน",
    "en": "Every figure is computed from records in the registry as of the cut-off, beside the period before.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    scope, plan = moment.scope, moment.scope.plan
    indicators = list(plan.indicators.select_related("plan").order_by("position"))
    # The report's period and the one before it first, then the others that its series tells.
    periods = list(dict.fromkeys([scope.period, scope.period.previous(), *_halves(moment)]))
    told = [scope.period, *_halves(moment)]
    series = overview(indicators, told, province=scope.province, today=moment.today)
    figures = {
        "definition": DEFINITION,
        "period": str(scope.period),
        "previous": str(scope.period.previous()),
        "periods": [str(period) for period in scope.periods],
        "indicators": [_indicator(one, found, moment) for one, found in zip(indicators, series, strict=True)],
    }
    place = Cut.of(scope.province).place
    records = {f"indicators/{one.code}": record_list(one, periods, place, moment.today) for one in indicators}
    for one, (figure, *_series) in zip(indicators, series, strict=True):
        if figure.over is not None:
            records[f"over/{one.code}"] = record_list(one, [scope.period], place, moment.today, Cumulation.SUM)
    return figures, records


def record_list(
    indicator: Indicator, periods: list[Period], place: Q, today: date, reading: str = ""
) -> dict[str, Any]:
    """The records of some periods of an indicator in one list: a bit for each period in which a record counts.

    `reading`: which of the two ways, where it is counted both ways; else the way of its figure.
    """
    measure = measure_of(indicator)
    counted_by = _counted_by(measure)
    if measure is None:
        model: Any = Value
        rows = _typed(indicator, periods, place, counted_by)
    else:
        model = measure.model
        rows = _computed(measure, indicator, periods, place, today, reading, counted_by)
    return {
        "model": model._meta.label_lower,
        "columns": ["id", "version", "periods", "province", *counted_by],
        "periods": [str(one) for one in periods],
        "rows": rows,
    }


def _computed(
    measure: Measure,
    indicator: Indicator,
    periods: list[Period],
    place: Q,
    today: date,
    reading: str,
    counted_by: dict[str, Any],
) -> Rows:
    """The records that a figure is computed from, as the figure counts them."""
    reading = reading or Cut().reading_of(indicator)
    asked = {
        one: measure.days(days_of(one, today), reading, plan_begins(indicator))
        for one in periods
        if state_of(indicator, one, today) in (State.FINAL, State.RUNNING)
    }
    if not asked:
        return []
    stretches = Stretches.between(asked)
    standing = measure.model.objects.standing().filter(place)
    touched = standing.filter(measure.touching(Days(stretches.days[0].first, stretches.days[-1].last)))
    bits = _bits(measure, stretches, [one if one in asked else None for one in periods])
    found = versioned(touched, periods=bits, province=F("province_id"), **counted_by)
    # What counts for no period at all lies between those that were asked for.
    rows = [list(row) for row in found if row[2]]
    if "organisation" in counted_by:
        # The one into which it was merged, as the figure counts it.
        merged = Organisation.objects.filter(merged_into__isnull=False)
        survivors = dict(merged.values_list("code", "merged_into__code"))
        for row in rows:
            if row[-1] in survivors:
                row[-1] = survivors[row[-1]]
    return rows


def _bits(measure: Measure, stretches: Stretches, periods: Sequence[Period | None]) -> Any:
    """A bit for each period in which a record counts, told by the run of stretches for which it does."""
    most = len(stretches.days) + 1
    of_run = [
        sum(1 << at for at, period in enumerate(periods) if period and stretches.has(period, lo, hi))
        for lo in range(most)
        for hi in range(most)
    ]
    run = runs(measure, stretches.days)
    place = run["lo"] * most + run["hi"] + 1
    return Func(
        Literal(of_run, ArrayField(BigIntegerField())),
        place,
        template="((%(expressions)s])",
        arg_joiner="::bigint[])[",
        output_field=BigIntegerField(),
    )


def _typed(indicator: Indicator, periods: list[Period], place: Q, counted_by: dict[str, Any]) -> Rows:
    """The values that were typed in."""
    typed = Value.objects.filter(place, indicator=indicator)
    is_of = [_typed_for(indicator, one, typed) for one in periods]
    bits: Any = sum(
        (Case(When(condition, then=Literal(1 << at)), default=Literal(0)) for at, condition in enumerate(is_of)),
        start=Literal(0),
    )
    found = versioned(typed.filter(reduce(or_, is_of)), periods=bits, province=F("province_id"), **counted_by)
    return [list(row) for row in found]


def _counted_by(measure: Measure | None) -> dict[str, Any]:
    """What of a record makes its figure: the values it is split by, and what it counts for."""
    if measure is None:
        return {name: Cast(name, TextField()) for name in ("number", "numerator", "denominator")}
    split = {dimension.name: F(dimension.name) for dimension in measure.dimensions}
    if measure.counts == "organisation_id":
        return {**split, "organisation": F("organisation__code")}
    return {**split, "amount": Cast("amount", TextField())} if measure.counts == "amount" else split


def _typed_for(indicator: Indicator, period: Period, rows: QuerySet[Value]) -> Q:
    """The values typed in for a period, or up to it where they add up from the plan's beginning."""
    if indicator.cumulation != Cumulation.CUMULATIVE:
        return Q(period=str(period))
    codes = rows.order_by("period").values_list("period", flat=True).distinct()
    until = [code for code in codes if Period.parse(code, indicator.plan.period_calendar).last_day <= period.last_day]
    return Q(period__in=until)


def _indicator(indicator: Indicator, series: list[Figure], moment: Moment) -> dict[str, Any]:
    scope, today = moment.scope, moment.today
    figure, *series = series
    measure = measure_of(indicator)
    dimensions = measure.dimensions if measure else ()
    places, by_value = by_place_and_values(indicator, scope.period, dimensions, Cut.of(scope.province), today=today)
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
        "over": figure.over,
        "target": figure.target,
        "records": figure.records,
        "series": [
            {"period": str(each.period), "value": each.value, "records": each.records, "target": each.target}
            for each in series
        ],
        "dimensions": [_dimension(found) for found in by_value],
        "places": _places(places) if scope.province is None else None,
    }


def _halves(moment: Moment) -> list[Period]:
    """The plan's half-years from its beginning to the end of the report's period."""
    last = moment.scope.period.last_day
    return [period for period in moment.scope.plan.half_years if period.last_day <= last]


def _dimension(found: ByValue) -> dict[str, Any]:
    return {
        "name": found.dimension.name,
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
