from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.forms import LooksForm
from accounts.looks import csv_chunks, lines
from accounts.permissions import Right, has_right, require, right_required
from core.formats import as_date
from core.models import PersonalDataAccess

PAGE_SIZE = 50


@require_safe
@right_required(Right.VIEW_AUDIT_TRAIL)
def looks(request: HttpRequest) -> TemplateResponse:
    """Who looked at personal data and who took them along, over the whole registry."""
    form = LooksForm(request.GET)
    found = PersonalDataAccess.objects.filtered(**form.asked()).newest_first()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "lines": lines(page.object_list, request.user),
        "total": page.paginator.count,
        "chips": _chips(request, form),
        "address": request.GET.urlencode(),
        "now": timezone.now(),
    }
    return TemplateResponse(request, "accounts/looks.html", context)


@require_safe
@right_required(Right.VIEW_AUDIT_TRAIL)
def looks_file(request: HttpRequest) -> StreamingHttpResponse:
    """The same entries as CSV, all of them."""
    found = PersonalDataAccess.objects.filtered(**LooksForm(request.GET).asked()).newest_first()
    chunks = csv_chunks(found.iterator(chunk_size=1000), request.user)
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="personal-data-{timezone.localdate():%Y%m%d}.csv"'
    return response


def of_record(
    request: HttpRequest, *, subject: str, codes: Collection[str], name: str, trail: tuple[str, str, str]
) -> TemplateResponse:
    """Who looked at the people of one record, as the person concerned may ask (PDPA, section 30).

    `codes`: all that the record has had. `trail`: the title and the address of its list, and its own address. Lists and
    files of many records, of which any may have held it, are counted, and shown where `many=1` asks for them.
    """
    require(request.user, Right.VIEW_LOOKS)
    many = PersonalDataAccess.objects.of_many(subject)
    with_many = request.GET.get("many", "") == "1"
    found = PersonalDataAccess.objects.of_record(subject, codes)
    page = Paginator((found | many if with_many else found).newest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "name": name,
        "trail": trail,
        "page_obj": page,
        "lines": lines(page.object_list, request.user),
        "total": page.paginator.count,
        "many": many.count(),
        "with_many": with_many,
        "may_see_all": has_right(request.user, Right.VIEW_AUDIT_TRAIL),
        "now": timezone.now(),
    }
    return TemplateResponse(request, "accounts/record_looks.html", context)


def _chips(request: HttpRequest, form: LooksForm) -> list[tuple[str, str]]:
    """Every filter in words, with the address without it."""
    asked = form.asked()
    kinds = dict(PersonalDataAccess.Kind.choices)
    words = {
        "person": str(asked["user"] or ""),
        "kind": str(kinds.get(asked["kind"], "")),
        "code": asked["code"],
        "since": as_date(asked["since"], style="short"),
        "until": as_date(asked["until"], style="short"),
    }
    return [(f"{form[key].label}: {word}", _without(request, key)) for key, word in words.items() if word]


def _without(request: HttpRequest, key: str) -> str:
    query: Any = request.GET.copy()
    for name in list(query):
        if name in (key, "page") or name.startswith(f"{key}_"):
            del query[name]
    return f"?{query.urlencode()}"
