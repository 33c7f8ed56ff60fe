from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, require
from organisations.history import history_of
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.permissions import may_see_people
from organisations.terms import current_terms
from organisations.views.finding import of_code

PAGE_SIZE = 50


@require_safe
@of_code
def history(request: HttpRequest, organisation: Organisation) -> TemplateResponse:
    """Who changed what of one record, when, from what to what, and through what."""
    user = request.user
    require(user, Right.VIEW_UNPUBLISHED)
    with_people = may_see_people(user, organisation)
    entries = history_of(organisation, current_terms(), with_people=with_people)
    if with_people:
        log_view(user, organisation.code, organisation.people.count())
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"organisation": organisation, "page_obj": page, "entries": page.object_list}
    return TemplateResponse(request, "organisations/history.html", context)
