from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from reports import actions
from reports.forms import ReportForm


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.BUILD_REPORTS)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a report; asking twice leads to the same build."""
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("why", "introduction", "left_out")}
        return redirect(actions.ask(scope=form.scope, **words, by=request.user))
    return TemplateResponse(request, "reports/new.html", {"form": form})
