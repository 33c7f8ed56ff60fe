"""The researchers' book: a row means the one of its number, or of its name in its province."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right
from imports.books.book import SmallBook
from organisations.terms import Terms
from researchers import actions
from researchers.exporting import Export
from researchers.forms import ResearcherForm
from researchers.models import Researcher, Work
from researchers.resources import UPDATED, ResearcherResource


@dataclass(frozen=True)
class ResearcherBook(SmallBook):
    def export(self, found: Any, user: Any, terms: Terms) -> Export:
        return Export(found, user, terms, with_people=True)

    def form(self, data: Mapping[str, Any] | None, *, record: Any, user: Any, terms: Terms) -> ResearcherForm:
        return ResearcherForm(data, terms=terms, researcher=record)

    def alike(self, cleaned: Mapping[str, Any]) -> Any:
        return self.standing().filter(name_th=cleaned["name_th"], province=cleaned["province"])

    def write(self, form: Any, *, record: Any, by: Any) -> Researcher:
        values, works = form.values(), form.cleaned_data["works"]
        if record is None:
            return actions.create(values=values, works=works, by=by)
        return actions.update(researcher=record, values=values, works=works, by=by)

    def url_of(self, record: int) -> str:
        return reverse("researchers:detail", args=[record])


RESEARCHERS = ResearcherBook(
    slug="researchers",
    title=_("Researchers"),
    resource=ResearcherResource,
    further=(UPDATED,),
    sheet="นักวิจัย",
    what="นักวิจัย",
    example={
        "title": "ผศ.ดร.",
        "name_th": "สมหญิง ใฝ่รู้",
        "name_en": "Somying Fairu",
        "affiliation": "คณะสังคมศาสตร์ มหาวิทยาลัยตัวอย่าง",
        "position": "อาจารย์ประจำ",
        "province": "เชียงใหม่",
        "issues": "01; ผู้สูงอายุ",
        "expertise": "วิจัยและถอดบทเรียน",
        "works": "บทบาทภาคประชาสังคมในระดับตำบล | 2564 | https://example.org/work",
        "phone": "053 123 456",
        "email": "somying@example.org",
        "consented_on": "30/3/2564",
    },
    model=Researcher,
    natural=("name_th", "province"),
    parts=((Work, "researcher_id"),),
    right=Right.EDIT_RESEARCHERS,
)
