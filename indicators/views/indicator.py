from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right
from indicators import figures
from indicators.figures import ByPlace, ByValue
from indicators.filters import Asked, chosen_dimensions, periods_of, read
from indicators.measures import measure_of
from indicators.views.shared import indicator_or_404, kind_by_measure
from plans.choices import Cumulation
from plans.models import Indicator

# Stands in an address for the code of any place.
PLACE = "PLACE"


@login_not_required
@require_safe
def indicator(request: HttpRequest, plan: str, code: str) -> TemplateResponse:
    """One indicator: its figure for a period, over time, by place and by its disaggregations."""
    shown = indicator_or_404(plan, code)
    asked = read(request.GET, shown, timezone.localdate())
    periods = periods_of(shown.plan)
    stated = figures.stated_of([shown], periods, asked.cut, whole=asked.period, has_reported=asked.at is None)
    series = figures.series_of(shown, periods, asked.cut, at=asked.at, stated=stated)
    figure = next(one for one in series if one.period == asked.period)
    measure = measure_of(shown)
    may_follow = has_right(request.user, Right.VIEW_KPI_RECORDS)
    context: dict[str, Any] = {
        "indicator": shown,
        "plan": shown.plan,
        "asked": asked,
        "figure": figure,
        "series": [(one, asked.query(period=str(one.period))) for one in series],
        "has_reported": any(one.reported for one in series),
        "records_url": reverse("indicators:records", args=[plan, code]) if may_follow else "",
        "records_query": asked.query(),
        "kind": kind_by_measure(measure),
        "readings": _readings(shown, asked),
        "may_type": measure is None
        and has_right(request.user, Right.EDIT_KPI_RECORDS)
        and has_right(request.user, Right.WHOLE_COUNTRY),
    }
    if figure.value is not None and not isinstance(figure.value, bool | str):
        places, splits = figures.by_place_and_values(
            shown, asked.period, list(chosen_dimensions(shown)), asked.cut, at=asked.at, stated=stated
        )
        context |= _by_place(places, asked, context["records_url"])
        context["splits"] = [_split(split, asked, context["records_url"]) for split in splits]
    return TemplateResponse(request, "indicators/indicator.html", context)


def _readings(shown: Indicator, asked: Asked) -> list[dict[str, Any]]:
    """The state and the sum as tabs, where the plan asks for both."""
    if shown.cumulation != Cumulation.BOTH:
        return []
    return [
        {
            "label": Cumulation(reading).label,
            "url": asked.query(reading="" if reading == Cumulation.STATE else reading),
            "current": asked.cut.reading_of(shown) == reading,
            "count": None,
        }
        for reading in (Cumulation.STATE, Cumulation.SUM)
    ]


def _by_place(places: ByPlace, asked: Asked, records_url: str) -> dict[str, Any]:
    """The figure in every place, whatever place the page is narrowed to; links narrow the page, or open records."""

    narrowed = {name: asked.query(**{"province": "", "region": "", name: PLACE}) for name in ("province", "region")}

    def row(part: figures.Part, name: str, label: str = "") -> dict[str, Any]:
        # Every place has the same query but for its code.
        query = narrowed[name].replace(PLACE, part.code) if name else asked.query(province="", region="")
        records = f"{records_url}{query}" if records_url else ""
        return {"part": part, "name": label or part.label, "url": query, "records": records}

    nowhere = row(places.nowhere, "province", gettext("Without a province (national)"))
    provinces = [row(part, "province") for part in places.provinces]
    return {
        "places": places,
        "map": [
            {"code": one["part"].code, "label": one["name"], "value": one["part"].value, "url": one["url"]}
            for one in provinces
        ],
        "regions": [
            *(row(part, "region") for part in places.regions),
            *([nowhere] if places.nowhere.value is not None else []),
        ],
        "nation": [row(places.nation, "", gettext("The whole country"))],
        "places_reported": any(part.reported for part in places.regions),
        "province_rows": provinces,
        "provincial_targets": any(part.target is not None for part in places.provinces),
    }


def _split(split: ByValue, asked: Asked, records_url: str) -> dict[str, Any]:
    """One disaggregation of the figure, within the place that the page is narrowed to."""
    bars = [
        {
            "label": part.label,
            "value": part.value,
            "url": f"{records_url}{_narrowed(asked, split.dimension.name, part.code)}" if records_url else "",
        }
        for part in split.parts
    ]
    return {"split": split, "bars": bars}


def _narrowed(asked: Asked, name: str, code: str) -> str:
    """The question by one value of a dimension alone, as the bars count it."""
    others = {other: "" for other, _value in asked.cut.values}
    return asked.query(**(others | {name: code}))
