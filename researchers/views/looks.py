from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from accounts.views.looks import of_record
from researchers.looked_at import SUBJECT
from researchers.views.finding import find


@require_safe
@right_required(Right.VIEW_LOOKS)
def looks(request: HttpRequest, pk: int) -> TemplateResponse:
    """Who looked at the contact details of one researcher."""
    researcher = find(pk, request.user)
    return of_record(
        request,
        subject=SUBJECT,
        codes=[str(researcher.pk)],
        name=str(researcher),
        trail=(_("Researchers"), reverse("researchers:list"), researcher.get_absolute_url()),
    )
