"""Reads of the researchers' book. Every list starts from `visible_to`: who has not agreed to be listed, is not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from accounts.permissions import Right, has_right
from organisations.querysets import words_of
from places import official

if TYPE_CHECKING:
    from researchers.models import Researcher  # noqa: F401 - named in a forward reference

# The column behind each filter of the list; a region is its provinces.
COLUMNS = {"region": "province_id", "province": "province_id", "issue": "issues", "expertise": "expertise"}
MANY = frozenset({"issue", "expertise"})
ORDERS: dict[str, tuple[str, ...]] = {
    "name": ("name_sort", "id"),
    "province": ("province__sort_key", "name_sort", "id"),
    "updated": ("updated_at", "id"),
}


def condition(key: str, codes: Collection[str]) -> Q:
    """One filter of the list as a condition: any of its codes will do."""
    if key == "region":
        codes = [row.code for row in official.provinces() if row.region_code in codes]
    return Q(**{f"{COLUMNS[key]}__{'overlap' if key in MANY else 'in'}": list(codes)})


class ResearcherQuerySet(models.QuerySet["Researcher"]):
    def listed(self) -> ResearcherQuerySet:
        """Those who consented to be listed and did not take it back."""
        return self.filter(consented_on__isnull=False, withdrawn_on__isnull=True)

    def visible_to(self, user: Any) -> ResearcherQuerySet:
        """Listed ones for all, the whole book for those who keep it."""
        return self if has_right(user, Right.EDIT_RESEARCHERS) else self.listed()

    def searched(self, q: str) -> ResearcherQuerySet:
        """Those that hold every word of `q` in a name or the affiliation."""
        found = self
        for word in words_of(q):
            found = found.filter(search_text__contains=word)
        return found

    def filtered(self, chosen: Mapping[str, Collection[str]], q: str = "") -> ResearcherQuerySet:
        """The list's filters: codes by key of COLUMNS, any of a key's codes and all of the keys; and the search."""
        found = self.searched(q)
        for key, codes in chosen.items():
            if codes:
                found = found.filter(condition(key, codes))
        return found

    def in_order(self, sort: str) -> ResearcherQuerySet:
        """In one of ORDERS, "-" before it for the other way round."""
        columns = ORDERS[sort.removeprefix("-")]
        return self.order_by(*([f"-{name}" for name in columns] if sort.startswith("-") else columns))
