from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.permissions import Right, right_required
from reports import actions
from reports.models import Report


@require_POST
@right_required(Right.BUILD_REPORTS)
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Try a failed report once more."""
    return _step(request, pk, actions.retry)


@require_POST
@right_required(Right.BUILD_REPORTS)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop a report that is being built."""
    return _step(request, pk, actions.cancel)


@require_POST
@right_required(Right.BUILD_REPORTS)
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a draft to those who review it."""
    return _step(request, pk, actions.submit)


@require_POST
@right_required(Right.BUILD_REPORTS)
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a report in review a draft again."""
    return _step(request, pk, actions.send_back)


@require_POST
@right_required(Right.BUILD_REPORTS)
def issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a reviewed report the ministry's word."""
    return _step(request, pk, actions.issue)


def _step(request: HttpRequest, pk: UUID, action: Any) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user).listed(), pk=pk)
    try:
        action(report=report, by=request.user)
    except actions.NotNowError as error:
        messages.warning(request, str(error))
    return redirect(report)
