from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, has_right
from reports.choices import FINAL
from reports.content.differences import Difference
from reports.forms import SealForm
from reports.models import Report
from reports.verifying import changed_since, known_file

MINUTES = 10  # for which a comparison with today's data is kept
# What the rest of the site tells the public too.
PUBLIC_CHAPTERS = frozenset({"indicators", "provinces", "registry", "forum"})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> TemplateResponse:
    """Whether a seal or a file is a report of ours, how it stands, and which of its figures are others by now."""
    asked = request.method == "POST" or bool(request.GET.get("seal"))
    form = (
        SealForm(request.POST, request.FILES) if request.method == "POST" else SealForm(request.GET if asked else None)
    )
    context: dict[str, Any] = {"form": form, "asked": asked and form.is_valid()}
    if context["asked"]:
        report, file = _known(form)
        context |= {"report": report, "file": file, "by_file": bool(form.cleaned_data["file"])}
        if report is not None and request.GET.get("since"):
            context |= {"compared": True, "differences": _differences(report, request.user)}
    return TemplateResponse(request, "reports/verify.html", context)


def _known(form: SealForm) -> tuple[Report | None, Any]:
    upload = form.cleaned_data["file"]
    if upload:
        file = known_file(upload.read())
        return (file.report, file) if file else (None, None)
    found = Report.objects.sealed_as(form.cleaned_data["seal"]).listed()
    # The same data frozen twice have one seal: what was issued is meant.
    return min(found, key=lambda report: report.standing not in FINAL, default=None), None


def _differences(report: Report, user: Any) -> list[Difference] | None:
    """The figures that are others today, as far as the reader may know them; None for a draft."""
    if report.standing not in FINAL:
        return None
    language = "en" if (get_language() or "").startswith("en") else "th"
    key = f"reports.since.{report.pk}.{language}"
    found: list[Difference] = cache.get_or_set(key, lambda: changed_since(report, language), MINUTES * 60) or []
    if has_right(user, Right.VIEW_REPORTS):
        return found
    return [each for each in found if each.code in PUBLIC_CHAPTERS]
