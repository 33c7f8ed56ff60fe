from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from organisations.terms import current_terms
from organisations.views.export import answer, wants_people
from researchers.exporting import Export
from researchers.list_columns import RESEARCHERS
from researchers.models import Researcher


@login_not_required
@require_safe
def export(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """Exactly what the list shows for the same address, as a file; every page of it."""
    terms = current_terms()
    query = RESEARCHERS.parse(request.GET, terms, request.user)
    found = Researcher.objects.visible_to(request.user).filtered(query.chosen, query.q).in_order(query.sort)
    return answer(request, Export(found, request.user, terms, with_people=wants_people(request)), kind)
