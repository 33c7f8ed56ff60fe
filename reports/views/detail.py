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
from reports.builders.layout import lay_out
from reports.content import document
from reports.messages import failure, stage
from reports.models import Report


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
        context |= _read(report, request.user)
    return TemplateResponse(request, "reports/detail.html", context)


def _read(report: Report, user: Any) -> dict[str, Any]:
    """The frozen report in the reader's language, each figure a link to its records."""
    frozen = Report.objects.content_of(report.pk)
    language = "en" if (get_language() or "").startswith("en") else "th"
    laid = lay_out(document(frozen, report.digest, language=language))
    if has_right(user, Right.VIEW_UNPUBLISHED):
        # These readers' list holds unverified organisations too, which the report does not count.
        laid = _verified_only(laid)
    return {**html.context(laid), "with_links": True}


def _verified_only(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {key: _with_state(value) if key == "url" else _verified_only(value) for key, value in thing.items()}
    if isinstance(thing, list):
        return [_verified_only(each) for each in thing]
    return thing


def _with_state(url: str) -> str:
    start = "/organisations/?"
    return url.replace(start, f"{start}state=verified&", 1).removesuffix("&") if url.startswith(start) else url
