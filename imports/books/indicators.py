"""The five books of KPI records. A row means the record of its number, or the standing one of its natural fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from accounts.permissions import Right
from imports.books.book import SmallBook
from indicators import actions
from indicators.exporting import SHEETS, Export
from indicators.forms.records import FORMS, LegalMeasureForm, RecordForm, SystemForm
from indicators.kinds import KINDS
from indicators.models import NetworkMember
from indicators.resources import FURTHER, RESOURCES
from organisations.terms import Terms
from plans.forms import AgencyField


class _LawForm(LegalMeasureForm):
    agency = AgencyField()


class _SystemForm(SystemForm):
    owner = AgencyField()


_FORMS: dict[str, type[RecordForm]] = {**FORMS, "laws": _LawForm, "systems": _SystemForm}


@dataclass(frozen=True)
class RecordBook(SmallBook):
    """`title` and the rest come from the kind of records."""

    kind: str = field(kw_only=True)

    def standing(self) -> Any:
        return KINDS[self.kind].model.objects.standing()

    def export(self, found: Any, user: Any, terms: Terms) -> Export:
        return Export(KINDS[self.kind], found, user, terms)

    def form(self, data: Mapping[str, Any] | None, *, record: Any, user: Any, terms: Terms) -> RecordForm:
        return _FORMS[self.kind](data, instance=record, user=user)

    def refuse(self, form: Any, *, record: Any) -> None:
        after = form.record()
        before = [self.records().get(pk=record.pk)] if record is not None else []
        actions.require_note(after, [*before, after])

    def write(self, form: Any, *, record: Any, by: Any) -> Any:
        members = form.cleaned_data.get("members")
        if record is None:
            return actions.add_record(record=form.record(), members=members or (), by=by)
        return actions.change_record(record=form.record(), members=members, by=by)

    def url_of(self, record: int) -> str:
        return reverse("indicators:record_edit", args=[self.kind, record])


def _book(kind: str, natural: tuple[str, ...], what: str, example: dict[str, str], parts: Any = ()) -> RecordBook:
    return RecordBook(
        slug=kind,
        title=KINDS[kind].many,
        resource=RESOURCES[kind],
        further=FURTHER,
        sheet=SHEETS[kind],
        what=what,
        example=example,
        model=KINDS[kind].model,
        natural=natural,
        parts=parts,
        right=Right.VIEW_KPI_RECORDS,
        kind=kind,
    )


SEATS = _book(
    "seats",
    ("organisation", "committee", "from_on"),
    "ที่นั่งในคณะกรรมการ",
    {
        "organisation": "CSO-0012340",
        "committee": "คณะกรรมการส่งเสริมการจัดสวัสดิการสังคมจังหวัด",
        "level": "จังหวัด",
        "province": "เชียงใหม่",
        "from_on": "1/11/2564",
    },
)
SUPPORT = _book(
    "support",
    ("organisation", "source", "amount", "received_on"),
    "รายการสนับสนุน",
    {
        "organisation": "CSO-0012340",
        "source": "กองทุนส่งเสริมการจัดสวัสดิการสังคม",
        "sector": "ภาครัฐ",
        "kind": "เงิน",
        "amount": "100,000",
        "received_on": "1/12/2564",
        "province": "เชียงใหม่",
    },
)
LAWS = _book(
    "laws",
    ("title", "in_force_on"),
    "กฎหมาย ระเบียบ หรือมาตรการ",
    {
        "title": "ระเบียบว่าด้วยการส่งเสริมองค์กรภาคประชาสังคม",
        "kind": "ระเบียบ",
        "change": "ออกใหม่",
        "in_force_on": "1/12/2564",
        "agency": "พม.",
    },
)
SYSTEMS = _book(
    "systems",
    ("name", "owner"),
    "ระบบ",
    {
        "name": "ระบบฐานข้อมูลองค์กรภาคประชาสังคม",
        "kind": "ระบบฐานข้อมูล",
        "in_service_on": "1/12/2564",
        "owner": "พม.",
        "link": "https://example.org",
    },
)
NETWORKS = _book(
    "networks",
    ("name", "province"),
    "เครือข่าย",
    {
        "name": "เครือข่ายองค์กรภาคประชาสังคมจังหวัดเชียงใหม่",
        "form": "เครือข่าย",
        "level": "จังหวัด",
        "province": "เชียงใหม่",
        "members": "CSO-0012340",
        "active_from": "1/12/2564",
    },
    parts=((NetworkMember, "network_id"),),
)
