from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisations import exporting, filters
from organisations.looks import log_export
from organisations.models import Organisation
from organisations.terms import current_terms

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_not_required
@require_safe
def export(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """Exactly what the list shows for the same address, as a file; every page of it."""
    terms = current_terms()
    query = filters.parse(request.GET, terms, request.user)
    found = Organisation.objects.visible_to(request.user).filtered(query.chosen, query.q).in_order(query.sort)
    file = exporting.Export(found, request.user, terms)
    if file.has_people:
        log_export(request.user, found.count(), request.get_full_path())
    response: StreamingHttpResponse
    if kind == "xlsx":
        response = FileResponse(exporting.xlsx_file(file), content_type=TYPES[kind])
    else:
        chunks = exporting.csv_chunks(file) if kind == "csv" else exporting.json_chunks(file)
        response = StreamingHttpResponse(chunks, content_type=TYPES[kind])
    name = f"organisations-{timezone.localdate():%Y%m%d}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
