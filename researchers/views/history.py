from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right, right_required
from organisations.looks import log_view
from organisations.terms import current_terms
from researchers.history import history_of
from researchers.looked_at import SUBJECT
from researchers.views.finding import find

PAGE_SIZE = 50


@require_safe
@right_required(Right.EDIT_RESEARCHERS)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what of one entry, and when."""
    researcher = find(pk, request.user)
    log_view(request.user, str(researcher.pk), 1, subject=SUBJECT)
    page = Paginator(history_of(researcher, current_terms()), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"researcher": researcher, "page_obj": page, "entries": page.object_list}
    context["may_see_looks"] = has_right(request.user, Right.VIEW_LOOKS)
    return TemplateResponse(request, "researchers/history.html", context)
