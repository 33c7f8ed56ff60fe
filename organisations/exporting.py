"""The registry as files under the import template's headings, so that every file is a valid import.

What a reader may not see is left empty: an empty cell changes nothing when it is imported.
"""

from __future__ import annotations

from typing import Any

from django.db.models import FilteredRelation, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL

from accounts.permissions import Right, has_right
from organisations.columns import Column
from organisations.expressions import Sql
from organisations.looks import SUBJECT
from organisations.models import Organisation, YearlyBudget
from organisations.querysets import OrganisationQuerySet
from organisations.resources import FURTHER, columns
from organisations.row_files import RowsFile
from organisations.terms import Terms

# Not for the public where an organisation asked so; notes are the offices' own.
CONTACT = frozenset(
    {"house_number", "village_number", "lane", "road", "subdistrict", "postcode", "phone", "email", "website"}
)
INTERNAL = frozenset({"note"})


class Export(RowsFile):
    """One export of organisations for one reader."""

    name = "organisations"
    title = "องค์กร"
    subject = SUBJECT
    always = ("province_id", "contact_is_public")

    def __init__(self, found: OrganisationQuerySet, user: Any, terms: Terms, *, with_people: bool = False) -> None:
        super().__init__((*columns(), *FURTHER), found, user, terms, with_people=with_people)

    def one(self) -> OrganisationQuerySet:
        latest = YearlyBudget.objects.filter(organisation=OuterRef("pk")).order_by("-fiscal_year").values("total")[:1]
        return (
            Organisation.objects.order_by()
            .filter(pk=RawSQL("found.pk", []))
            .annotate(
                latest_budget=Subquery(latest),
                head=FilteredRelation("people", condition=Q(people__kind="head")),
                coordinator=FilteredRelation("people", condition=Q(people__kind="coordinator")),
            )
        )

    def only_for_whom_it_is(self, column: Column, sql: str, names: dict[str, str]) -> Sql:
        if has_right(self._user, Right.VIEW_UNPUBLISHED):
            return sql, []
        if column.key in INTERNAL:
            return "NULL", []
        if column.key in CONTACT:
            return f"CASE WHEN {names['contact_is_public']} THEN {sql} END", []
        return sql, []
