"""KPI records as files, one a row, under headings that an import understands."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from accounts.permissions import Right, has_right
from indicators.kinds import Kind
from indicators.models import NetworkMember
from indicators.resources import FURTHER, RESOURCES
from organisations.columns import Column
from organisations.expressions import Sql
from organisations.row_files import RowsFile
from organisations.terms import Terms

# Names of sheets, as the template has them.
SHEETS = {
    "seats": "ที่นั่งในคณะกรรมการ",
    "support": "การสนับสนุน",
    "laws": "กฎหมายและมาตรการ",
    "systems": "ระบบ",
    "networks": "เครือข่าย",
}


class Export(RowsFile):
    """One export of the records of one kind for one reader."""

    def __init__(self, kind: Kind, found: Any, user: Any, terms: Terms) -> None:
        super().__init__((*RESOURCES[kind.slug].fields.values(), *FURTHER), found, user, terms)
        self.name, self.title = kind.slug, SHEETS[kind.slug]
        self._kind = kind

    def one(self) -> Any:
        found = self._kind.model.objects.order_by().filter(pk=RawSQL("found.pk", []))
        if self._kind.slug in ("seats", "support"):
            return found.annotate(organisation_told=_told("organisation"))
        if self._kind.slug == "networks":
            return found.annotate(members_told=Subquery(_members(), output_field=TextField()))
        return found

    def only_for_whom_it_is(self, column: Column, sql: str, names: dict[str, str]) -> Sql:
        """Notes are for those who keep the records."""
        hidden = column.key == "note" and not has_right(self._user, Right.EDIT_KPI_RECORDS)
        return ("NULL", []) if hidden else (sql, [])


def _told(lookup: str) -> Any:
    """CSO-0012340 and the name: exact for the machine, plain for people."""
    return Concat(f"{lookup}__code", Value(" "), f"{lookup}__name_th", output_field=TextField())


def _members() -> Any:
    """All members of one network, one a line."""
    order: list[Any] = [F("organisation__code").asc()]
    of_one = NetworkMember.objects.filter(network=OuterRef("pk")).order_by().values("network")
    told = StringAgg(_told("organisation"), "\n", order_by=order, output_field=TextField())
    return of_one.annotate(told=told).values("told")
