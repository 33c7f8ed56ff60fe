"""What a reader may see of the registry, as data: lists count by it, and QuerySets filter by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.permissions import Right, has_right
from organisations.choices import State

_PUBLISHED = frozenset({State.VERIFIED})
_UNPUBLISHED = frozenset(State) - _PUBLISHED - {State.MERGED}


@dataclass(frozen=True)
class Scope:
    """Records of the states `everywhere`, and those of the states `also` in `provinces`; the two share no state."""

    everywhere: frozenset[State]
    also: frozenset[State] = frozenset()
    provinces: frozenset[str] = frozenset()

    @property
    def states(self) -> frozenset[State]:
        return self.everywhere | self.also

    def condition(self) -> Q:
        """The same as a condition on organisations."""
        seen = Q(state__in=sorted(self.everywhere))
        if not self.also:
            return seen
        return seen | Q(state__in=sorted(self.also), province__in=sorted(self.provinces))

    def blocks(
        self, states: Collection[State], provinces: Collection[str] | None
    ) -> list[tuple[list[State], list[str] | None]]:
        """The scope within some states and provinces (None: all), as states and provinces that share no record."""
        found: list[tuple[list[State], list[str] | None]] = []
        if every := sorted(self.everywhere.intersection(states)):
            found.append((every, None if provinces is None else sorted(provinces)))
        own = self.provinces if provinces is None else self.provinces.intersection(provinces)
        if (also := sorted(self.also.intersection(states))) and own:
            found.append((also, sorted(own)))
        return found


PUBLIC = Scope(_PUBLISHED)


def scope_of(user: Any) -> Scope:
    """Published records for all; unpublished ones for staff, and for coordinators in their provinces."""
    if not has_right(user, Right.VIEW_UNPUBLISHED):
        return PUBLIC
    if has_right(user, Right.WHOLE_COUNTRY):
        return Scope(_PUBLISHED | _UNPUBLISHED)
    return Scope(_PUBLISHED, _UNPUBLISHED, user.province_codes)
