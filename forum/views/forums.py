from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse

from forum.models import Forum


@login_not_required
def forums(request: HttpRequest) -> TemplateResponse:
    """All forums, newest first, with how many of their proposals are followed up."""
    return TemplateResponse(request, "forum/forums.html", {"forums": Forum.objects.with_counts()})
