from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right, right_required
from core.models import JobState
from reports.builders import html
from reports.builders.layout import Digits, lay_out
from reports.content import document
from reports.messages import failure, stage
from reports.models import Download, Report

LATEST = 10  # downloads that are named


@require_safe
@right_required(Right.VIEW_REPORTS)
def detail(request: HttpRequest, pk: UUID) -> TemplateResponse:
    """A report: how far it is, why it failed, or the report itself with its files."""
    report = get_object_or_404(Report.objects.visible_to(request.user).listed(), pk=pk)
    context: dict[str, Any] = {
        "report": report,
        "may_build": has_right(request.user, Right.BUILD_REPORTS),
        "stage": stage(report.stage),
        "failure": failure(report.reason),
    }
    if request.htmx:  # type: ignore[attr-defined]  # by django-htmx
        response = TemplateResponse(request, "reports/progress.html", context)
        if report.is_over:
            response["HX-Refresh"] = "true"
        return response
    if report.state == JobState.DONE:
        context |= _read(report)
        if context["may_build"]:
            taken = Download.objects.filter(file__report=report).select_related("user", "file")
            context["downloads"], context["taken"] = taken[:LATEST], taken.count()
    return TemplateResponse(request, "reports/detail.html", context)


def _read(report: Report) -> dict[str, Any]:
    """The frozen report in the reader's language, each figure a link to its records as they were."""
    frozen = Report.objects.content_of(report.pk)
    language = "en" if (get_language() or "").startswith("en") else "th"
    digits: Digits = "thai" if language == "th" and frozen.get("digits") == "thai" else "arabic"
    laid = lay_out(document(frozen, report.digest, language=language), digits=digits)
    return {**html.context(laid), "with_links": True}
