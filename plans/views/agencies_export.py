from django.contrib.auth.decorators import login_not_required
from django.db.models import F
from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from organisations.terms import current_terms
from organisations.views.export import answer
from plans.exporting import Export
from plans.models import Agency


@login_not_required
@require_safe
def agencies_export(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """Every agency as a file, those above before those below."""
    found = Agency.objects.order_by(
        F("parent__parent_id").asc(nulls_first=True), F("parent_id").asc(nulls_first=True), "name_th"
    )
    return answer(request, Export(found, request.user, current_terms()), kind)
