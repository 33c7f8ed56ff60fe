"""What an address asks of an indicator: period, place, values of its disaggregations.

Anything that is not understood is left out and named in `notes`, which every page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.formats import as_date
from indicators.figures import NOWHERE, Cut
from indicators.figures.figure import State, state_of
from indicators.kinds import Kind, twice
from indicators.measures import Dimension, Measure, measure_of
from places.models import Province, Region
from plans.choices import Cumulation
from plans.models import Indicator, Plan
from thai.dates import DateError, parse_date
from thai.periods import Period, PeriodError

MOST_SHOWN = 60  # characters of a value that was not understood


@dataclass
class Asked:
    """`labels` says in words what was chosen, by the parameter's name."""

    period: Period
    cut: Cut
    notes: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    place: Province | Region | None = None
    as_of: date | None = None

    @property
    def at(self) -> datetime | None:
        """The last moment of the day as of which figures are asked for, in Bangkok; None for now."""
        if self.as_of is None:
            return None
        return datetime.combine(self.as_of, time.max, tzinfo=timezone.get_default_timezone())

    def query(self, **changes: str) -> str:
        """The same question as an address's query, with changes; an empty value takes a parameter away."""
        asked = {"period": str(self.period), "province": self.cut.province, "region": self.cut.region}
        asked |= {"reading": self.cut.reading, "as_of": self.as_of.isoformat() if self.as_of else ""}
        asked |= dict(self.cut.values) | changes
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"

    @property
    def chips(self) -> list[tuple[str, str]]:
        """What narrows the figure, each with the query without it."""
        return [(label, self.query(**{name: ""})) for name, label in self.labels.items()]


def read(query: QueryDict, indicator: Indicator, today: date) -> Asked:
    """The question of an indicator's page or list of records."""
    notes: list[str] = []
    measure = measure_of(indicator)
    as_of = _as_of(query.get("as_of", "").strip(), today, notes)
    period = _period(query, indicator.plan, indicator, as_of or today, notes)
    cut, labels, place = _cut(query, measure, notes)
    if query.get("reading") == Cumulation.SUM and indicator.cumulation == Cumulation.BOTH:
        cut = replace(cut, reading=Cumulation.SUM)
    if as_of:
        labels["as_of"] = gettext("As it stood on %(day)s") % {"day": as_date(as_of, style="short")}
    return Asked(period, cut, notes, labels, place, as_of)


def _as_of(text: str, today: date, notes: list[str]) -> date | None:
    """A day that has passed; today and no day are now."""
    if not text:
        return None
    try:
        day = parse_date(text[:MOST_SHOWN])
    except DateError:
        notes.append(gettext("“%(value)s” is not a day. Shown is how it stands now.") % {"value": text[:MOST_SHOWN]})
        return None
    if day > today:
        notes.append(gettext("That day has not come yet. Shown is how it stands now."))
    return day if day < today else None


def latest_period(indicator: Indicator, today: date) -> Period:
    """The half-year of the plan that is running, or the last one that was; the first where none has begun."""
    return latest_of(indicator.plan, today)


def latest_of(plan: Plan, today: date) -> Period:
    """The same of a plan, whichever indicator is meant."""
    halves = plan.half_years
    begun = [half for half in halves if half.first_day <= today]
    return begun[-1] if begun else halves[0]


def periods_of(plan: Plan) -> list[Period]:
    """The plan's half-years and years: a year after its two halves."""
    periods: list[Period] = []
    for half in plan.half_years:
        periods += [half] if half.half == 1 else [half, half.year_period]
    return periods


def _period(query: QueryDict, plan: Plan, indicator: Indicator, today: date, notes: list[str]) -> Period:
    latest = latest_period(indicator, today)
    text = query.get("period", "").strip()
    if not text:
        return latest
    try:
        period = Period.parse(text, latest.calendar)
    except PeriodError:
        notes.append(
            gettext("“%(value)s” is not a period. Shown is %(shown)s.") % {"value": text[:MOST_SHOWN], "shown": latest}
        )
        return latest
    if state_of(indicator, period, today) == State.OUTSIDE:
        notes.append(
            gettext("The period %(value)s is not one of this plan. Shown is %(shown)s.")
            % {"value": period, "shown": latest}
        )
        return latest
    return period


def _cut(
    query: QueryDict, measure: Measure | None, notes: list[str]
) -> tuple[Cut, dict[str, str], Province | Region | None]:
    labels: dict[str, str] = {}
    place: Province | Region | None = None

    def take(name: str, title: Any, find: Callable[[str], str | None]) -> str:
        value = query.get(name, "").strip()
        if not value:
            return ""
        label = find(value)
        if label is None:
            notes.append(
                gettext("The filter %(filter)s “%(value)s” is not known, so it was not used.")
                % {"filter": title, "value": value[:MOST_SHOWN]}
            )
            return ""
        labels[name] = f"{title}: {label}"
        return value

    def province_named(code: str) -> str | None:
        nonlocal place
        if code == NOWHERE:
            return gettext("no province")
        place = Province.objects.filter(code=code).first() if _plain(code) else None
        return place.name if place else None

    def region_named(code: str) -> str | None:
        nonlocal place
        found = Region.objects.filter(code=code).first() if _plain(code) else None
        place = place or found
        return found.name if found else None

    province = take("province", gettext("Province"), province_named)
    region = take("region", gettext("Region"), region_named)
    values = [
        (dimension.name, value)
        for dimension in (measure.dimensions if measure else ())
        if (value := take(dimension.name, dimension.label, _named(dimension)))
    ]
    return Cut(province, region, tuple(values)), labels, place


def _plain(code: str) -> bool:
    return code.isascii() and code.isalnum()


def _named(dimension: Dimension) -> Callable[[str], str | None]:
    labels = {str(code): str(label) for code, label in dimension.choices.choices}
    return labels.get


def chosen_dimensions(indicator: Indicator) -> Iterable[Dimension]:
    """The dimensions by which the plan wants the indicator split, of those that its measure knows.

    All of them where the plan names none: a figure can always be opened by what its records say.
    """
    measure = measure_of(indicator)
    if measure is None:
        return []
    return [one for name in indicator.disaggregate_by if (one := measure.dimension(name))] or measure.dimensions


# What a list of records may be narrowed to, to set it right.
CHECKS = {"waiting": _("Not checked yet"), "twice": _("May be entered twice")}


@dataclass
class Listing:
    """What the list of one kind's records is asked for: a place, values, and whether withdrawn ones are shown."""

    kind: Kind
    query: QueryDict

    def __post_init__(self) -> None:
        self.notes: list[str] = []
        self.cut, self.labels, _place = _cut(self.query, self.kind.measure, self.notes)
        self.withdrawn = self.query.get("withdrawn") == "1"
        check = self.query.get("check", "")
        self.check = check if check in CHECKS and not self.withdrawn else ""
        if self.check:
            self.labels["check"] = str(CHECKS[self.check])
        elif check:
            self.notes.append(
                gettext("The filter %(filter)s “%(value)s” is not known, so it was not used.")
                % {"filter": gettext("Check"), "value": check[:MOST_SHOWN]}
            )

    def applied(self, records: Any) -> Any:
        """The records that were asked for."""
        chosen = records.filter(self.cut.condition)
        if self.withdrawn:
            return chosen.exclude(withdrawn_at=None)
        if self.check == "twice":
            return twice(self.kind, chosen)
        return chosen.unchecked() if self.check else chosen.standing()

    @cached_property
    def chips(self) -> list[tuple[str, str]]:
        """What narrows the list, each with the query without it."""
        return [(label, self.address(**{name: ""})) for name, label in self.labels.items()]

    def address(self, **changes: str) -> str:
        """The same list's query with changes."""
        asked = {"province": self.cut.province, "region": self.cut.region, "withdrawn": "1" if self.withdrawn else ""}
        asked |= {"check": self.check}
        asked |= dict(self.cut.values) | changes
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"
