from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right, right_required
from reports.models import Report

ON_A_PAGE = 25


@require_safe
@right_required(Right.VIEW_REPORTS)
def report_list(request: HttpRequest) -> TemplateResponse:
    """Reports, latest first: what each is about, whether it is finished, its files."""
    reports = Report.objects.visible_to(request.user).listed()
    page = Paginator(reports, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "may_build": has_right(request.user, Right.BUILD_REPORTS),
        "sees_provinces": has_right(request.user, Right.WRITE_YEARLY_REPORTS)
        or has_right(request.user, Right.WHOLE_COUNTRY),
    }
    return TemplateResponse(request, "reports/list.html", context)
