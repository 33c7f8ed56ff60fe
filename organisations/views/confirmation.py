from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from core.names import in_reader_language
from organisations import confirming
from places import official
from thai.text import sort_key

PAGE_SIZE = 50


def _asked(request: HttpRequest) -> dict[str, Any]:
    province = request.GET.get("province", "")
    known = {row.code for row in official.provinces()}
    return {
        "province": province if province in known else "",
        "only_overdue": request.GET.get("overdue", "") == "1",
    }


@require_safe
@right_required(Right.EDIT_ORGANISATIONS)
def confirmation(request: HttpRequest) -> TemplateResponse:
    """Records whose yearly confirmation is overdue or due soon, by province."""
    asked = _asked(request)
    overdue = confirming.overdue_by_province(request.user)
    found = confirming.to_confirm(request.user, **asked).only(*confirming.COLUMNS)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    provinces = [
        (row.code, in_reader_language(row.name_th, row.name_en), overdue[row.code])
        for row in official.provinces()
        if row.code in overdue
    ]
    context = {
        **asked,
        "page_obj": page,
        "lines": list(confirming.lines(page.object_list)),
        "provinces": sorted(provinces, key=lambda one: sort_key(one[1])),
        "overdue": overdue.get(asked["province"], 0) if asked["province"] else sum(overdue.values()),
        "address": request.GET.urlencode(),
    }
    return TemplateResponse(request, "organisations/confirmation.html", context)


@require_safe
@right_required(Right.EDIT_ORGANISATIONS)
def confirmation_file(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as CSV, whole."""
    found = confirming.to_confirm(request.user, **_asked(request)).only(*confirming.COLUMNS)
    chunks = confirming.csv_chunks(found.iterator(chunk_size=1000))
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="confirmation-{timezone.localdate():%Y%m%d}.csv"'
    return response
