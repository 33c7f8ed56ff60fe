from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from indicators.exporting import Export
from indicators.filters import Listing
from indicators.views.shared import kind_or_404
from organisations.terms import current_terms
from organisations.views.export import answer


@right_required(Right.VIEW_KPI_RECORDS)
@require_safe
def record_export(request: HttpRequest, kind: str, suffix: str) -> StreamingHttpResponse:
    """Exactly the records that the list of one kind shows for the same address, as a file; every page of it."""
    shown = kind_or_404(kind)
    found = Listing(shown, request.GET).applied(shown.model.objects.visible_to(request.user)).order_by("pk")
    return answer(request, Export(shown, found, request.user, current_terms()), suffix)
