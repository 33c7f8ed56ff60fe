from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right
from organisations import facets, filters, list_columns, search, tables
from organisations.listing import common_words
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.scope import scope_of
from organisations.search.hints import hints
from organisations.terms import current_terms
from organisations.views import list_frame


@login_not_required
@require_safe
def organisations(request: HttpRequest) -> TemplateResponse:
    """The registry's list: everything that is asked stands in the address."""
    terms = current_terms()
    query = filters.parse(request.GET, terms, request.user, size=list_frame.size_of(request))
    columns = list_frame.columns_of(request)
    wanted = facets.Wanted(query.sort, query.page, query.size)
    seen = Organisation.objects.visible_to
    asked = search.understand(query.q, seen(request.user)) if query.q else search.NOT_ASKED
    answer = facets.ask(scope_of(request.user), query.spelt_out.chosen, asked, wanted=wanted, terms=terms)
    if answer.common:
        common_words.want(answer.common)
    counts = answer.counts
    shown = Organisation.objects.by_ids(answer.ids, list_columns.fields_of(columns, asked))
    page = tables.CountedPaginator(shown, total=counts.total, per_page=query.size).found(answer.number)
    people = list_columns.people_of(shown, columns, request.user)
    log_view(request.user, "", len(people), query=request.get_full_path())
    reading = list_columns.Reading(request.user, terms, query.chosen.get("issue", ()), people)
    with_state = filters.may_filter_state(request.user)
    return TemplateResponse(
        request,
        "organisations/list.html",
        {
            "query": query,
            "page_obj": page,
            "columns": columns,
            "rows": tables.rows(shown, columns, reading, asked),
            "hints": hints(query, asked),
            "total": counts.total,
            "facets": filters.facets(query, counts.by, terms, with_state=with_state),
            "chips": filters.chips(query, terms),
            "moved": filters.moved_words(query, terms),
            "keep": [pair for pair in query.pairs() if pair[0] != "q"],
            "address": query.address(),
            "with_state": with_state,
            "may_add": has_right(request.user, Right.EDIT_ORGANISATIONS),
            "may_export_people": has_right(request.user, Right.EXPORT_PERSONAL_DATA),
            **list_frame.context(request, query),
        },
    )
