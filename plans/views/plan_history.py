from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from plans.history import history_of
from plans.views.finding import find_plan, hinted

PAGE_SIZE = 50


@require_safe
@right_required(Right.EDIT_PLANS)
@hinted
def plan_history(request: HttpRequest, plan: str) -> HttpResponse:
    """Who changed what of a plan, and when."""
    found = find_plan(plan)
    page = Paginator(history_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"plan": found, "page_obj": page, "entries": page.object_list}
    return TemplateResponse(request, "plans/plan_history.html", context)
