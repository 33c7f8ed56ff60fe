"""The start page: what waits for me; for everyone, the public registry at a glance."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.models import User
from core.names import in_reader_language
from csoregistry.home import waiting
from indicators import waiting as records
from organisations import facets
from organisations.choices import Taxonomy
from organisations.scope import PUBLIC
from organisations.terms import current_terms
from places import official
from plans import waiting as progress


@login_not_required
def home(request: HttpRequest) -> TemplateResponse:
    """Search, figures by issue and on the map; signed in, one's own work first."""
    context = _registry()
    if isinstance(request.user, User):
        context |= {
            "tasks": waiting.tasks(request.user),
            "due_reports": progress.due_reports(request.user),
            "due_records": records.windows_open(request.user),
            "own_provinces": _own_provinces(request.user),
        }
    return TemplateResponse(request, "home.html", context)


def _own_provinces(user: User) -> list[dict[str, str]]:
    """The pages of the provinces that the reader keeps."""
    if user.is_national:
        return []
    return [
        {"label": _name(row), "url": reverse("indicators:province", args=[row.code])}
        for row in official.provinces()
        if row.code in user.province_codes
    ]


def _registry() -> dict[str, Any]:
    """Published organisations in figures, by one query: each figure leads to its organisations."""
    terms = current_terms()
    counts = facets.count(PUBLIC, {}, terms=terms)
    return {
        "total": counts.total,
        "issues": [_figure(counts, "issue", term.code, term.name) for term in terms.current(Taxonomy.ISSUE)],
        "provinces": [_figure(counts, "province", row.code, _name(row)) for row in official.provinces()],
        "regions": [_figure(counts, "region", row.code, _name(row)) for row in official.REGIONS],
    }


def _name(row: official.ProvinceRow | official.RegionRow) -> str:
    return in_reader_language(row.name_th, row.name_en)


def _figure(counts: facets.Counts, key: str, code: str, label: str) -> dict[str, Any]:
    """One figure of the page, as the charts and the map take it."""
    value = counts.by.get(key, {}).get(code, 0)
    return {"code": code, "label": label, "value": value, "url": f"{reverse('organisations:list')}?{key}={code}"}
