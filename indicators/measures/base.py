"""What a measure is: which records make a figure, and how they are counted.

A measure never filters by place or disaggregation itself; `indicators.figures` does, alike for all. It speaks of
records by field names only, so that the same condition works on the records as they stand and on their history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Aggregate, Count, Q, TextChoices
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
    # Whether the figure is a whole number, as what is counted is.
    whole: ClassVar[bool] = True
    # The field that says what a record counts for; "" where each counts for itself.
    counts: ClassVar[str] = ""

    def condition(self, days: Days, cumulation: str, since: date) -> Q:
        """The records that count for `days`; `since` is the plan's first day, from which happenings add up."""
        raise NotImplementedError

    def touching(self, days: Days) -> Q:
        """The records that count for some day of `days`, whichever way the indicator cumulates."""
        raise NotImplementedError

    def span(self, record: Record) -> tuple[date, date | None]:
        """The first and last day on which a record may count; no last day while it goes on."""
        raise NotImplementedError

    def aggregate(self, condition: Q | None = None, at: datetime | None = None) -> Aggregate:
        """The figure of the records that meet `condition`; `at`: of rows of history, as they stood at that moment."""
        return Count("pk", filter=condition)

    def thing(self, at: datetime | None = None) -> Any:
        """What counts once however many records it has, as an expression; None where each record counts.

        `at`: of rows of history, as they stood at that moment.
        """
        return None

    def dimension(self, name: str) -> Dimension | None:
        """The dimension of that name, or None."""
        return next((dimension for dimension in self.dimensions if dimension.name == name), None)


class HappeningMeasure(Measure):
    """Of records with one date. Sum: dated within the period. State: from the plan's start to its end."""

    dated: ClassVar[str]

    def condition(self, days: Days, cumulation: str, since: date) -> Q:
        first = days.first if cumulation == Cumulation.SUM else min(since, days.first)
        return self.touching(Days(first, days.last))

    def touching(self, days: Days) -> Q:
        return Q(**{f"{self.dated}__gte": days.first, f"{self.dated}__lte": days.last})

    def span(self, record: Record) -> tuple[date, date | None]:
        return getattr(record, self.dated), getattr(record, self.dated)


class StandingMeasure(Measure):
    """Of records that hold from a day on. State: holding on the period's last day. Sum: holding on any of its days."""

    begins: ClassVar[str]
    ends: ClassVar[str]
    # Whether the day in `ends` is still one on which the record holds.
    end_counts: ClassVar[bool] = True

    def condition(self, days: Days, cumulation: str, since: date) -> Q:
        return self.touching(days if cumulation == Cumulation.SUM else Days(days.last, days.last))

    def touching(self, days: Days) -> Q:
        comparison = "gte" if self.end_counts else "gt"
        open_ended = Q(**{f"{self.ends}__isnull": True}) | Q(**{f"{self.ends}__{comparison}": days.first})
        return Q(**{f"{self.begins}__lte": days.last}) & open_ended

    def span(self, record: Record) -> tuple[date, date | None]:
        return getattr(record, self.begins), getattr(record, self.ends)
