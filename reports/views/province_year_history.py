from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from reports.history import history_of
from reports.views.province_year import find_report, find_scope

ON_A_PAGE = 50


@require_safe
@right_required(Right.WRITE_YEARLY_REPORTS)
def history(request: HttpRequest, plan: str, year: int, province: str) -> HttpResponse:
    """Who wrote, sent, returned and accepted a province's yearly report, and when."""
    scope = find_scope(request.user, plan, year, province)
    report = find_report(request.user, scope)
    if report is None:
        raise Http404(_("Nothing was written for this year yet."))
    page = Paginator(history_of(report), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"report": report, "province": scope.province, "page_obj": page, "entries": page.object_list}
    return TemplateResponse(request, "reports/province_year_history.html", context)
