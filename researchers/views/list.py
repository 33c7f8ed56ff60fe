from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right
from organisations import filters
from organisations.list_columns import Reading
from organisations.looks import log_view
from organisations.terms import current_terms
from organisations.views import list_frame
from researchers import facets, list_columns, tables
from researchers.list_columns import RESEARCHERS
from researchers.looked_at import SUBJECT
from researchers.models import Researcher
from researchers.permissions import may_edit


@login_not_required
@require_safe
def researchers(request: HttpRequest) -> TemplateResponse:
    """The researchers' book: everything that is asked stands in the address."""
    terms = current_terms()
    query = RESEARCHERS.parse(request.GET, terms, request.user, size=list_frame.size_of(request, RESEARCHERS))
    columns = list_frame.columns_of(request, RESEARCHERS)
    visible = Researcher.objects.visible_to(request.user)
    counts = facets.count(visible, query.chosen, query.q)
    found = list_columns.read(visible.filtered(query.chosen, query.q).in_order(query.sort), columns)
    page = Paginator(found, query.size).get_page(query.page)
    shown = list(page.object_list)
    looked_at = list_columns.looked_at(shown, columns, request.user)
    log_view(request.user, "", looked_at, subject=SUBJECT, query=request.get_full_path())
    reading = Reading(request.user, terms, [code for codes in query.chosen.values() for code in codes])
    return TemplateResponse(
        request,
        "researchers/list.html",
        {
            "query": query,
            "page_obj": page,
            "columns": columns,
            "rows": tables.rows(shown, columns, reading),
            "total": page.paginator.count,
            "facets": filters.facets(query, counts, terms, with_state=False),
            "chips": filters.chips(query, terms),
            "keep": [pair for pair in query.pairs() if pair[0] != "q"],
            "address": query.address(),
            "may_edit": may_edit(request.user),
            "may_export_people": has_right(request.user, Right.EXPORT_PERSONAL_DATA),
            **list_frame.context(request, query, RESEARCHERS),
        },
    )
