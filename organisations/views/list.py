from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right
from organisations import facets, filters, tables
from organisations.models import Organisation
from organisations.terms import current_terms


@login_not_required
@require_safe
def organisations(request: HttpRequest) -> TemplateResponse:
    """The registry's list: everything that is asked stands in the address."""
    terms = current_terms()
    query = filters.parse(request.GET, terms, request.user)
    visible = Organisation.objects.visible_to(request.user)
    counts = facets.count(visible, query.chosen, query.q)
    found = visible.filtered(query.chosen, query.q).in_order(query.sort).only(*tables.COLUMNS)
    page = tables.CountedPaginator(found, total=counts.total).get_page(query.page)
    with_state = filters.may_filter_state(request.user)
    return TemplateResponse(
        request,
        "organisations/list.html",
        {
            "query": query,
            "page_obj": page,
            "rows": tables.rows(page.object_list, terms, query.chosen.get("issue", ())),
            "total": counts.total,
            "facets": filters.facets(query, counts.by, terms, with_state=with_state),
            "chips": filters.chips(query, terms),
            "keep": [pair for pair in query.pairs() if pair[0] != "q"],
            "address": query.address(),
            "shows_state": with_state,
            "may_add": has_right(request.user, Right.EDIT_ORGANISATIONS),
        },
    )
