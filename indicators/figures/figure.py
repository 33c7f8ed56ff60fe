from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from indicators.figures.cut import Cut
from indicators.measures import Days
from plans.choices import Direction, IndicatorKind
from plans.models import Indicator
from thai.periods import Period

if TYPE_CHECKING:
    from indicators.figures.reported import Reported

Number = int | Decimal
Content = Number | bool | str | None


class State(StrEnum):
    """Whether a period's figure can be final: by its dates and the plan's, never stored."""

    FINAL = "final"
    RUNNING = "running"  # the period is not over: the figure is as of today
    FUTURE = "future"  # the period has not begun: there is no figure, which is not zero
    OUTSIDE = "outside"  # not a period of the plan: there is no figure


@dataclass(frozen=True)
class Figure:
    """What an indicator says for a period and a cut of it.

    `value` is a number, or for typed indicators also a yes/no or a text; None is "no figure", never zero. A percentage
    is in hundredths. `records` counts the rows it is made of; `target` is a number, or the words
    of a narrative target; `previous` is the value of the period before, within
    the plan; `reported` is what was kept when the period was closed, None while it is open. `over` is the sum over
    the period of an indicator that is counted both ways, beside the state in `value`.
    """

    indicator: Indicator
    period: Period
    cut: Cut
    state: State
    value: Content
    records: int
    target: Decimal | str | None
    previous: Content
    reported: Reported | None = None
    over: Content = None

    @property
    def is_restated(self) -> bool:
        """Whether the figure has become another one since its period was closed."""
        return self.reported is not None and self.reported.differs_from(self.value)

    @property
    def restated_by(self) -> Number | None:
        """How much it is more now than what was reported, where both are numbers."""
        return self.reported.restated_by(self.value) if self.reported else None

    @property
    def meets_target(self) -> bool | None:
        """Whether the target is reached, by the indicator's direction; None where there is nothing to compare."""
        target, value = self.target, self.value
        if target is None or value is None or isinstance(target, str) or isinstance(value, str):
            return None
        if isinstance(value, bool):
            return value == bool(target)
        if self.indicator.direction == Direction.NONE:
            return None
        return value <= target if self.indicator.direction == Direction.DOWN else value >= target

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def change(self) -> Number | None:
        """The difference to the period before; None where either has no number."""
        return difference(self.value, self.previous)

    @property
    def is_percentage(self) -> bool:
        return self.indicator.kind == IndicatorKind.PERCENTAGE


def difference(value: Content, previous: Content) -> Number | None:
    """value − previous where both are numbers."""
    if isinstance(value, bool | str) or isinstance(previous, bool | str) or value is None or previous is None:
        return None
    return value - previous


def state_of(indicator: Indicator, period: Period, today: date) -> State:
    """Whether the plan has the period, and whether it is over."""
    first, last = indicator.plan.span
    if period.calendar != first.calendar or not first.year <= period.year <= last.year:
        return State.OUTSIDE
    if period.first_day > today:
        return State.FUTURE
    return State.RUNNING if period.last_day >= today else State.FINAL


def days_of(period: Period, today: date) -> Days:
    """The days of a period that has begun; of a running one those up to today, so that nothing counts in advance."""
    return Days(period.first_day, min(period.last_day, today))


def plan_begins(indicator: Indicator) -> date:
    """The first day of the indicator's plan."""
    return indicator.plan.span[0].first_day
