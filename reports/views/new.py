from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from core.models import JobState
from reports import actions
from reports.content import document
from reports.content.blocks import Paragraph
from reports.content.writing import language
from reports.forms import ReportForm, words_of
from reports.models import Report


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.BUILD_REPORTS)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a report, or for one like an earlier one with other words; asking twice leads to the same build."""
    earlier = _earlier(request)
    form = ReportForm(request.POST if request.method == "POST" else None, initial=words_of(earlier) if earlier else {})
    if request.method == "POST" and form.is_valid():
        report = actions.ask(scope=form.scope, why=form.cleaned_data["why"], **form.words, by=request.user)
        if any(getattr(report, name) != wanted for name, wanted in form.words.items()):
            messages.warning(
                request,
                _(
                    "This report is being built already, with other words or sections. Build it anew when it is"
                    " finished."
                ),
            )
        return redirect(report)
    context = {"form": form, "earlier": earlier, "computed": _computed(earlier)}
    return TemplateResponse(request, "reports/new.html", context)


def _earlier(request: HttpRequest) -> Report | None:
    """The report that is to be built anew; an address that names none is a form of its own."""
    try:
        pk = UUID(request.GET.get("from", ""))
    except ValueError:
        return None
    return Report.objects.visible_to(request.user).listed().filter(pk=pk).first()


def _computed(earlier: Report | None) -> list[str]:
    """The sentences of the earlier report's summary, to be edited into one of one's own."""
    if earlier is None or earlier.state != JobState.DONE:
        return []
    frozen: dict[str, Any] = {**Report.objects.content_of(earlier.pk), "summary": ""}
    first = document(frozen, earlier.digest, language=language()).chapters[0]
    return [block.text for block in first.blocks if isinstance(block, Paragraph)]
