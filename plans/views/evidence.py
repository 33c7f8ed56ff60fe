"""Files kept as evidence, given only to those who may read the report they belong to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plans.evidence import KINDS
from plans.models import Evidence, KeptEvidence, Progress
from plans.views.finding import NotFoundError, hinted


@require_safe
@hinted
def evidence_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file as a download: never shown inside a page of ours, whatever it holds."""
    evidence = Evidence.objects.filter(pk=pk, progress__in=Progress.objects.visible_to(request.user)).first()
    return download(evidence)


def download(evidence: KeptEvidence | None) -> HttpResponse:
    """The answer that gives a file to somebody who may have it. Raises NotFoundError where there is none (any more)."""
    if evidence is None or not evidence.file or not evidence.file.storage.exists(str(evidence.file.name)):
        hint = _("It was removed, or your account may not see it.")
        raise NotFoundError(_("There is no such file"), hint)
    kind = KINDS[evidence.content_type]
    # At most 10 MB (plans.evidence), so it is read whole: nothing stays open while a slow reader loads it.
    with evidence.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type=kind.content_type)
    filename = f"{evidence.title}.{kind.extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
