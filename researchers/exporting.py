"""The researchers' book as files: what the list finds, one researcher a row."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat

from organisations.columns import Column
from organisations.expressions import Sql
from organisations.row_files import RowsFile
from organisations.terms import Terms
from researchers.looked_at import SUBJECT
from researchers.models import Researcher, Work
from researchers.permissions import may_edit
from researchers.querysets import ResearcherQuerySet
from researchers.resources import COLUMNS

# Those who keep the book alone see who has not agreed, and since when.
KEEPERS_ONLY = frozenset({"consented_on", "withdrawn_on"})


class Export(RowsFile):
    """One export of researchers for one reader."""

    name = "researchers"
    title = "นักวิจัย"
    subject = SUBJECT

    def __init__(self, found: ResearcherQuerySet, user: Any, terms: Terms, *, with_people: bool = False) -> None:
        super().__init__(tuple(COLUMNS.values()), found, user, terms, with_people=with_people)

    def one(self) -> ResearcherQuerySet:
        return (
            Researcher.objects.order_by()
            .filter(pk=RawSQL("found.pk", []))
            .annotate(works_told=Subquery(_works(), output_field=TextField()))
        )

    def only_for_whom_it_is(self, column: Column, sql: str, names: dict[str, str]) -> Sql:
        return ("NULL", []) if column.key in KEEPERS_ONLY and not may_edit(self._user) else (sql, [])


def _works() -> Any:
    """All works of one researcher in one cell, as their form takes them: title | year | link, one a line."""
    text, nothing, stroke = TextField(), Value("", TextField()), Value(" | ", TextField())
    year = Case(When(year=None, then=nothing), default=Concat(stroke, Cast("year", text), output_field=text))
    link = Case(When(link="", then=nothing), default=Concat(stroke, "link", output_field=text))
    of_one = Work.objects.filter(researcher=OuterRef("pk")).order_by().values("researcher")
    told = Concat("title", year, link, output_field=text)
    order: list[Any] = [F("year").desc(nulls_last=True), "title"]
    return of_one.annotate(told=StringAgg(told, "\n", order_by=order, output_field=text)).values("told")
