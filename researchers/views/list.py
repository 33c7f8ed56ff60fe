from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from organisations import filters
from organisations.terms import current_terms
from researchers import facets, tables
from researchers.models import Researcher
from researchers.permissions import may_edit
from researchers.querysets import COLUMNS, ORDERS


@login_not_required
@require_safe
def researchers(request: HttpRequest) -> TemplateResponse:
    """The researchers' book: everything that is asked stands in the address."""
    terms = current_terms()
    query = filters.parse(request.GET, terms, request.user, keys=COLUMNS, orders=ORDERS, ranks=False)
    visible = Researcher.objects.visible_to(request.user)
    counts = facets.count(visible, query.chosen, query.q)
    page = Paginator(visible.filtered(query.chosen, query.q).in_order(query.sort), tables.PAGE_SIZE).get_page(
        query.page
    )
    return TemplateResponse(
        request,
        "researchers/list.html",
        {
            "query": query,
            "page_obj": page,
            "rows": [tables.row_of(researcher, terms) for researcher in page.object_list],
            "total": page.paginator.count,
            "facets": filters.facets(query, counts, terms, with_state=False),
            "chips": filters.chips(query, terms),
            "keep": [pair for pair in query.pairs() if pair[0] != "q"],
            "may_edit": may_edit(request.user),
        },
    )
