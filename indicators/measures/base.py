"""What a measure is: which records make a figure, and how they are counted.

A measure never filters by place or disaggregation itself; `indicators.figures` does, alike for all. It speaks of
records by field names only, so that the same condition works on the records as they stand and on their history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import F, Q, QuerySet, TextChoices
from django.utils.functional import Promise

from indicators.models import Record
from plans.choices import Cumulation


@dataclass(frozen=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Dimension:
    """Something a figure can be split by: a field of its records with a closed list of values."""

    name: str
    label: Promise
    choices: type[TextChoices]


class Measure:
    """One way to compute an indicator from one kind of records."""

    name: ClassVar[str]
    model: ClassVar[type[Record]]
    dimensions: ClassVar[tuple[Dimension, ...]]
    # Whether a record counts for itself alone, so that the figures of all provinces sum to the nation's.
    additive: ClassVar[bool] = True
    # The field that is added up; "" where records (or things) are counted.
    summed: ClassVar[str] = ""
    # The field whose values count once however many records they have; "" where each record counts.
    thing: ClassVar[str] = ""
    # The field that says what a record counts for; "" where each counts for itself.
    counts: ClassVar[str] = ""

    @property
    def whole(self) -> bool:
        """Whether the figure is a whole number, as what is counted is."""
        return not self.summed

    @property
    def reach(self) -> tuple[str, str, bool]:
        """The fields of a record's first and last day, and whether it counts on the last day itself."""
        raise NotImplementedError

    def days(self, days: Days, cumulation: str, since: date) -> Days:
        """The days that decide for a period of `days`: a record counts if it does for any of them.

        `since` is the plan's first day, from which what is cumulative adds up.
        """
        raise NotImplementedError

    def touching(self, days: Days) -> Q:
        """The records that count for some day of `days`."""
        raise NotImplementedError

    def span(self, record: Record) -> tuple[date, date | None]:
        """The first and last day on which a record may count; no last day while it goes on."""
        begins, ends, _end_counts = self.reach
        return getattr(record, begins), getattr(record, ends)

    def stands_for(self, at: datetime | None = None) -> QuerySet[Any] | None:
        """Pairs of things of which the first counts as the second, as of `at`; None where there are none such."""
        return None

    def dimension(self, name: str) -> Dimension | None:
        """The dimension of that name, or None."""
        return next((dimension for dimension in self.dimensions if dimension.name == name), None)


class HappeningMeasure(Measure):
    """Of records with one date.

    Sum: dated within the period. State and cumulative: dated from the plan's start to the period's end.
    """

    dated: ClassVar[str]

    @property
    def reach(self) -> tuple[str, str, bool]:
        return self.dated, self.dated, True

    def days(self, days: Days, cumulation: str, since: date) -> Days:
        return days if cumulation == Cumulation.SUM else Days(min(since, days.first), days.last)

    def touching(self, days: Days) -> Q:
        return Q(**{f"{self.dated}__gte": days.first, f"{self.dated}__lte": days.last})


class StandingMeasure(Measure):
    """Of records that hold from a day on.

    State: holding on the period's last day. Sum: holding on any of its days. Cumulative: holding on any day from the
    plan's start to the period's end.
    """

    begins: ClassVar[str]
    ends: ClassVar[str]
    # Whether the day in `ends` is still one on which the record holds.
    end_counts: ClassVar[bool] = True

    @property
    def reach(self) -> tuple[str, str, bool]:
        return self.begins, self.ends, self.end_counts

    def days(self, days: Days, cumulation: str, since: date) -> Days:
        if cumulation == Cumulation.SUM:
            return days
        if cumulation == Cumulation.CUMULATIVE:
            return Days(min(since, days.first), days.last)
        return Days(days.last, days.last)

    def touching(self, days: Days) -> Q:
        if self.end_counts:
            until = Q(**{f"{self.ends}__gte": days.first})
        else:
            # What ends on the day on which it begins holds on no day.
            until = Q(**{f"{self.ends}__gt": days.first}) & Q(**{f"{self.ends}__gt": F(self.begins)})
        return Q(**{f"{self.begins}__lte": days.last}) & (Q(**{f"{self.ends}__isnull": True}) | until)
