from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from core.names import in_reader_language
from organisations import queue
from organisations.choices import Waiting
from places import official
from thai.text import sort_key

PAGE_SIZE = 50


@require_safe
@right_required(Right.VERIFY_ORGANISATIONS)
def verification(request: HttpRequest) -> TemplateResponse:
    """The ministry's queue by province: what rose first, then the oldest first."""
    query = queue.asked(request.GET)
    by_province, by_kind, risen = queue.counts(request.user, query)
    found: Any = queue.Counted(request.user, query, by_kind)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    provinces = [
        (in_reader_language(row.name_th, row.name_en), queue.Asked(row.code, query.kind, query.is_late), count)
        for row in official.provinces()
        if (count := by_province.get(row.code, 0))
    ]
    kinds = [(kind.label, queue.Asked(query.province, kind, query.is_late), by_kind.get(kind, 0)) for kind in Waiting]
    return TemplateResponse(
        request,
        "organisations/verification.html",
        {
            "query": query,
            "page_obj": page,
            "items": queue.items(page.object_list, query),
            "provinces": sorted(provinces, key=lambda one: sort_key(one[0])),
            "everywhere": queue.Asked("", query.kind, query.is_late),
            "kinds": kinds,
            "all_kinds": queue.Asked(query.province, "", query.is_late),
            "late": queue.Asked(query.province, query.kind, True),
            "all": queue.Asked(query.province, query.kind),
            "risen": risen,
        },
    )
