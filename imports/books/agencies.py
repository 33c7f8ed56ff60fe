"""Agencies: a row means the one of its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right
from imports.books.book import SmallBook
from organisations.terms import Terms
from plans import actions
from plans.actions.agencies import CIRCLE
from plans.exporting import Export
from plans.forms import AgencyForm
from plans.models import Agency
from plans.resources import UPDATED, AgencyResource


@dataclass(frozen=True)
class AgencyBook(SmallBook):
    def export(self, found: Any, user: Any, terms: Terms) -> Export:
        return Export(found, user, terms)

    def form(self, data: Mapping[str, Any] | None, *, record: Any, user: Any, terms: Terms) -> AgencyForm:
        return AgencyForm(data, instance=record)

    def refuse(self, form: Any, *, record: Any) -> None:
        parent = form.cleaned_data["parent"]
        if record is not None and parent is not None and parent.is_within(record):
            raise ValidationError({"parent": CIRCLE})

    def write(self, form: Any, *, record: Any, by: Any) -> Agency:
        agency = form.save(commit=False)
        act = actions.add_agency if record is None else actions.change_agency
        return act(agency=agency, by=by)

    def alike(self, cleaned: Mapping[str, Any]) -> Any:
        return self.standing().filter(code__iexact=cleaned["code"])

    def name_of(self, record: Any) -> str:
        return str(record.name_th)


AGENCIES = AgencyBook(
    slug="agencies",
    title=_("Agencies"),
    resource=AgencyResource,
    further=(UPDATED,),
    sheet="หน่วยงาน",
    what="หน่วยงาน",
    example={
        "code": "example-office",
        "name_th": "สำนักงานตัวอย่าง",
        "name_en": "Example Office",
        "abbreviation": "สตย.",
        "kind": "สำนักงาน",
        "parent": "พม.",
    },
    model=Agency,
    natural=("code",),
    right=Right.EDIT_PLANS,
)
