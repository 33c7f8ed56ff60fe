from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from forum.models import Forum


@login_not_required
def forum(request: HttpRequest, year: int) -> TemplateResponse:
    """One forum: what it was, its proposals and where each stands."""
    found = get_object_or_404(Forum, year=year)
    proposals = found.proposals.with_state().with_parts()
    return TemplateResponse(request, "forum/forum.html", {"forum": found, "proposals": proposals})
