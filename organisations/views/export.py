from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisations import filters, looks
from organisations.exporting import Export
from organisations.models import Organisation
from organisations.querysets import OrganisationQuerySet
from organisations.row_files import RowsFile
from organisations.terms import Terms, current_terms

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Says that the columns of people are wanted; who has no right to them gets the file without.
PEOPLE = "people"


@login_not_required
@require_safe
def export(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """Exactly what the list shows for the same address, as a file; every page of it."""
    terms = current_terms()
    query = filters.parse(request.GET, terms, request.user)
    found = Organisation.objects.visible_to(request.user).filtered(query.spelt_out.chosen, query.q).in_order(query.sort)
    return as_file(request, found, kind, terms)


def as_file(request: HttpRequest, found: OrganisationQuerySet, kind: str, terms: Terms) -> StreamingHttpResponse:
    """These organisations as a file."""
    return answer(request, Export(found, request.user, terms, with_people=wants_people(request)), kind)


def wants_people(request: HttpRequest) -> bool:
    """Whether the address asks for the columns of people."""
    return request.GET.get(PEOPLE) == "1"


def answer(request: HttpRequest, file: RowsFile, kind: str) -> StreamingHttpResponse:
    """A file in one of TYPES; who takes people with it is on record."""
    pieces = {"csv": file.csv, "json": file.json, "xlsx": file.xlsx}[kind]()
    if file.has_people:
        pieces = _on_record(request, file, pieces)
    response = StreamingHttpResponse(pieces, content_type=TYPES[kind])
    name = f"{file.name}-{timezone.localdate():%Y%m%d}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _on_record(request: HttpRequest, file: RowsFile, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces; the register of looks has the export before the first and its rows after the last.

    Also where the reader breaks off: then the rows are those that were on their way.
    """
    personal = [column.key for column in file.columns if column.personal]
    look = looks.log_export(request.user, request.get_full_path(), personal, subject=file.subject)

    def sent() -> Iterator[bytes]:
        try:
            yield from pieces
        finally:
            looks.log_rows(look, file.rows)

    return sent()
