"""Which part of a figure is meant: a province or region, and values of its disaggregations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from plans.choices import Cumulation
from plans.models import Indicator

# The place of records that carry no province: what is national.
NOWHERE = "none"


@dataclass(frozen=True)
class Cut:
    """`province` is a code or NOWHERE, `values` pairs of dimension and value; empty means all.

    `reading` chooses the state or the sum of an indicator that is counted both ways; empty is the state.
    """

    province: str = ""
    region: str = ""
    values: tuple[tuple[str, str], ...] = ()
    reading: str = ""

    @classmethod
    def of(cls, province: Any = None, region: Any = None, by: str | None = None, value: str | None = None) -> Cut:
        """From rows or codes; `by` and `value` go together."""
        if (by is None) != (value is None):
            raise ValueError("by and value go together.")
        return cls(
            province=str(getattr(province, "code", province) or ""),
            region=str(getattr(region, "code", region) or ""),
            values=((by, str(value)),) if by is not None else (),
        )

    @property
    def place(self) -> Q:
        """The condition on the place alone."""
        condition = Q()
        if self.province:
            condition &= Q(province=None) if self.province == NOWHERE else Q(province=self.province)
        if self.region:
            condition &= Q(province__region=self.region)
        return condition

    @property
    def condition(self) -> Q:
        return self.place & Q(**dict(self.values))

    @property
    def place_alone(self) -> Cut:
        """The same place without values of disaggregations."""
        return Cut(self.province, self.region, (), self.reading)

    def reading_of(self, indicator: Indicator) -> str:
        """The way in which the indicator is counted here: state, sum or cumulative, never both."""
        if indicator.cumulation != Cumulation.BOTH:
            return str(indicator.cumulation)
        return self.reading or Cumulation.STATE

    @property
    def is_nation(self) -> bool:
        return not (self.province or self.region)

    @property
    def may_have_target(self) -> bool:
        """Targets are stated for the nation and for provinces, not for regions and parts."""
        return not (self.values or self.region or self.province == NOWHERE)


def is_place(column: str) -> str:
    """SQL by which a column is a code, or NULL where the code is None; it takes the code twice.

    Unlike IS NOT DISTINCT FROM it lets PostgreSQL go by an index.
    """
    return f"({column} = %s OR %s::text IS NULL AND {column} IS NULL)"
