from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from plans.models import Plan


@login_not_required
@require_safe
def plan_list(request: HttpRequest) -> TemplateResponse:
    """Every plan, with how large it is."""
    return TemplateResponse(request, "plans/list.html", {"plans": Plan.objects.with_counts()})
