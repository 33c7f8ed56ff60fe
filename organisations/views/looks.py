from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.views.looks import of_record
from organisations.looks import SUBJECT
from organisations.models import Organisation
from organisations.views.finding import merged_into, of_code


@require_safe
@of_code
def looks(request: HttpRequest, organisation: Organisation) -> TemplateResponse:
    """Who looked at the people of one organisation, those of records that were merged into it included."""
    return of_record(
        request,
        subject=SUBJECT,
        codes=[organisation.code, *(row.code for row in merged_into(organisation))],
        name=organisation.name,
        trail=(_("Organisations"), reverse("organisations:list"), organisation.get_absolute_url()),
    )
