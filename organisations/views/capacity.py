from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from organisations.capacity import HIGHEST, assessments_of, means_of_province
from organisations.models import Organisation
from organisations.permissions import may_edit
from organisations.tables import place_of
from organisations.terms import current_terms
from organisations.views.finding import of_code


@login_not_required
@require_safe
@of_code
def capacity(request: HttpRequest, organisation: Organisation) -> TemplateResponse:
    """One organisation's assessments over time, criterion by criterion, with the province beside."""
    assessments = assessments_of(organisation, current_terms(), means_of_province(organisation.province_id))
    return TemplateResponse(
        request,
        "organisations/capacity.html",
        {
            "organisation": organisation,
            "assessments": assessments,
            "highest": HIGHEST,
            "province": place_of(organisation.province_id, None),
            "may_edit": may_edit(request.user, organisation),
        },
    )
