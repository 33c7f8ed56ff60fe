from __future__ import annotations

import re

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.choices import FINAL
from reports.models import Report
from reports.outline import CODES


@login_not_required
@require_safe
def section(request: HttpRequest, seal: str, chapter: str) -> HttpResponse:
    """The way back from paper: the section with its links for who may read the report, else what its seal says."""
    if not re.fullmatch(r"[0-9a-f]{12,64}", seal) or chapter not in CODES:
        raise Http404
    found = Report.objects.visible_to(request.user).sealed_as(seal).defer("snapshot")
    report = min(found, key=lambda report: report.standing not in FINAL, default=None)
    if report is None:
        return redirect(f"{reverse('reports:verify')}?seal={seal}")
    return redirect(f"{report.get_absolute_url()}#{chapter}")
