from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisations import filters, list_columns, tables
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.terms import current_terms
from organisations.views.list_frame import columns_of

MOST = 500


@login_not_required
@require_safe
def printed(request: HttpRequest) -> TemplateResponse:
    """The list on paper: what was asked for in words, on which day, and its first 500 rows under the chosen columns."""
    terms = current_terms()
    query = filters.parse(request.GET, terms, request.user)
    columns = columns_of(request)
    found = Organisation.objects.visible_to(request.user).filtered(query.spelt_out.chosen, query.q)
    total = found.count()
    rows = list(list_columns.read(found.in_order(query.sort), columns)[:MOST])
    people = list_columns.people_of(rows, columns, request.user)
    log_view(request.user, "", len(people), query=request.get_full_path())
    reading = list_columns.Reading(request.user, terms, query.chosen.get("issue", ()), people)
    return TemplateResponse(
        request,
        "organisations/print.html",
        {
            "words": filters.in_words(query, terms),
            "query": query,
            "columns": columns,
            "rows": tables.rows(rows, columns, reading),
            "total": total,
            "most": MOST,
            "now": timezone.now(),
            "list_url": f"{reverse('organisations:list')}{query.address()}",
            "has_people": bool(people),
        },
    )
