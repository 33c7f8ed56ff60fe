"""Reads of the registry. Every list starts from `visible_to`, so no page can forget the scope."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Q

from accounts.permissions import Right, has_right
from core.reading import rows
from organisations import responsible
from organisations.choices import State
from organisations.scope import scope_of
from organisations.search import Understanding, understand
from places import official
from thai.text import search_key

if TYPE_CHECKING:
    from organisations.models import Organisation, Searchable  # noqa: F401 - name the models in the classes below

# The column behind each filter of the list; a region is its provinces.
COLUMNS = {
    "region": "province_id",
    "province": "province_id",
    "district": "district_id",
    "issue": "issues",
    "expertise": "expertise",
    "form": "legal_form",
    "target": "targets",
    "field": "fields",
    "level": "level",
    "capacity": "capacity_level",
    "status": "status",
    "state": "state",
    responsible.KEY: "responsible_id",
}
MANY = frozenset({"issue", "expertise", "target", "field"})
RELEVANCE = "relevance"
ORDERS: dict[str, tuple[str, ...]] = {
    "name": ("name_sort", "id"),
    "province": ("province__sort_key", "name_sort", "id"),
    "members": ("member_count", "name_sort", "id"),
    "updated": ("updated_at", "id"),
    "code": ("code",),
}


def condition(key: str, codes: Collection[str]) -> Q:
    """One filter of the list as a condition: any of its codes will do."""
    if key == responsible.KEY:
        return responsible.condition(codes)
    if key == "region":
        codes = [row.code for row in official.provinces() if row.region_code in codes]
    return Q(**{f"{COLUMNS[key]}__{'overlap' if key in MANY else 'in'}": list(codes)})


def words_of(q: str) -> list[str]:
    """The words of a search as they are compared; those that hold nothing to compare are left out."""
    return [key for key in map(search_key, q.split()) if key]


class SearchableQuerySet(models.QuerySet["Searchable"]):
    def holding(self, condition: Q) -> tuple[SearchableQuerySet, SearchableQuerySet]:
        """The texts that fulfil a condition: of those in the index, and of the fresh ones. Asked for apart, since the
        index serves a question only that is about what it holds."""
        return self.filter(condition, fresh=False), self.filter(condition, fresh=True)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    asked: Understanding | None = None
    """The search that was asked for, where `searched` was."""

    def _clone(self) -> OrganisationQuerySet:
        clone: OrganisationQuerySet = super()._clone()  # type: ignore[misc]  # Django's own way to carry more along
        clone.asked = self.asked
        return clone

    def published(self) -> OrganisationQuerySet:
        """What the public may see: verified records."""
        return self.filter(state=State.VERIFIED)

    def visible_to(self, user: Any) -> OrganisationQuerySet:
        """Published ones for all; unpublished ones for staff, and for coordinators in their provinces."""
        return self.filter(scope_of(user).condition())

    def editable_by(self, user: Any) -> OrganisationQuerySet:
        """Those the user may change: all, one's own provinces', or none."""
        if not has_right(user, Right.EDIT_ORGANISATIONS):
            return self.none()
        live = self.exclude(state=State.MERGED)
        return live if has_right(user, Right.WHOLE_COUNTRY) else live.filter(province__in=user.province_codes)

    def searched(self, q: str | Understanding) -> OrganisationQuerySet:
        """Those that `q` finds; in the order "relevance" the best match stands first."""
        asked = understand(q, self) if isinstance(q, str) else q
        found = self.holding(asked.condition) if asked.asks else self.all()
        found.asked = asked
        return found

    def holding(self, condition: Q) -> OrganisationQuerySet:
        """Those whose texts fulfil a condition on the columns of Searchable."""
        settled, fresh = (some.values("organisation_id") for some in _searchable().holding(condition))
        return self.filter(pk__in=settled.union(fresh, all=True))

    def filtered(self, chosen: Mapping[str, Collection[str]], q: str | Understanding = "") -> OrganisationQuerySet:
        """The list's filters: codes by key of COLUMNS, any of a key's codes and all of the keys; and the search."""
        found = self.searched(q)
        for key, codes in chosen.items():
            if codes:
                found = found.filter(condition(key, codes))
        return found

    def in_order(self, sort: str) -> OrganisationQuerySet:
        """In one of ORDERS, "-" before it for the other way round; rows without a figure last.

        "relevance" is the best match of the search first, and by name where nothing is searched for.
        """
        if sort == RELEVANCE:
            return self.order_by(*self.asked.order()) if self.asked else self.in_order("name")
        first, *others = ORDERS[sort.removeprefix("-")]
        # Said only where there are gaps: an index is in PostgreSQL's own order of nulls.
        last = True if first == "member_count" else None
        if not sort.startswith("-"):
            return self.order_by(models.F(first).asc(nulls_last=last), *others)
        # Ties the other way round too, so that the index by name serves both ways.
        ties = [f"-{name}" if name == "id" else name for name in others]
        return self.order_by(models.F(first).desc(nulls_last=last), *ties)

    def by_ids(self, ids: Sequence[int], names: Iterable[str]) -> list[Organisation]:
        """The rows of some ids, in the order of the ids, with these fields read and no others."""
        if not ids:
            return []
        names = list(names)
        found: dict[int, Organisation]
        if relations := {name.partition("__")[0] for name in names if "__" in name}:
            read = self.filter(pk__in=ids).only(*names).select_related(*sorted(relations))
            found = {row.pk: row for row in read}
        else:
            # As one text: a list of numbers is put into SQL number by number.
            asked = f"{{{','.join(map(str, ids))}}}"
            found = {row.pk: row for row in rows(self.model, "id = ANY (%s::bigint[])", [asked], fields=names)}
        return [found[pk] for pk in ids if pk in found]

    def twins_of(self, *, name_key: str, province_id: str, besides: int | None = None) -> OrganisationQuerySet:
        """Those of the province that bear the same name, however it is written."""
        live = self.exclude(state=State.MERGED).filter(province=province_id, name_key=name_key)
        return live.exclude(pk=besides) if besides else live

    def summary_for(self, user: Any) -> dict[str, int]:
        """How many records wait in the user's provinces: keys `draft`, `submitted`, `returned`; one question."""
        states = (State.DRAFT, State.SUBMITTED, State.RETURNED)
        counts: dict[str, int] = self.editable_by(user).aggregate(
            **{str(state): Count("pk", filter=Q(state=state)) for state in states}
        )
        return counts


def _searchable() -> SearchableQuerySet:
    from organisations.models import Searchable  # the models are made with these querysets

    return Searchable.objects.all()
