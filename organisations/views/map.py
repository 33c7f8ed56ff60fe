from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations import facets, filters
from organisations.scope import scope_of
from organisations.terms import current_terms


@login_not_required
@require_safe
def on_map(request: HttpRequest) -> TemplateResponse:
    """How many organisations of the list's query are in each province."""
    terms = current_terms()
    query = filters.parse(request.GET, terms, request.user)
    counts = facets.count(scope_of(request.user), query.spelt_out.chosen, query.q, terms=terms)
    found = counts.by.get("province", {})
    url = reverse("organisations:list")
    wanted = query.chosen.get("province", ())
    with_state = filters.may_filter_state(request.user)
    context = {
        "query": query,
        "total": counts.total,
        "rows": [
            {
                "code": code,
                "label": name,
                "value": found.get(code, 0) if not wanted or code in wanted else 0,
                "url": url + query.without("province").toggled("province", code).address(),
            }
            for code, name in filters.sorted_options("province", terms)
        ],
        "facets": filters.facets(query, counts.by, terms, with_state=with_state),
        "chips": filters.chips(query, terms),
        "moved": filters.moved_words(query, terms),
        "keep": [pair for pair in query.pairs() if pair[0] != "q"],
        "list_url": url + query.address(),
    }
    return TemplateResponse(request, "organisations/map.html", context)
