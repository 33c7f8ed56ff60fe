from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from organisations import list_columns, tables
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.terms import current_terms
from organisations.views.list_frame import columns_of


@right_required(Right.VIEW_UNPUBLISHED)
@require_safe
def mine(request: HttpRequest) -> TemplateResponse:
    """The organisations for which this person was made responsible, by name."""
    columns = columns_of(request)
    found = Organisation.objects.visible_to(request.user).filter(responsible=request.user.pk).in_order("name")
    page = Paginator(list_columns.read(found, columns), tables.PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    people = list_columns.people_of(shown, columns, request.user)
    log_view(request.user, "", len(people), query=request.get_full_path())
    reading = list_columns.Reading(request.user, current_terms(), (), people)
    return TemplateResponse(
        request,
        "organisations/mine.html",
        {
            "page_obj": page,
            "columns": columns,
            "rows": tables.rows(shown, columns, reading),
            "total": page.paginator.count,
        },
    )
