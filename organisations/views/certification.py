from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, require
from core import form_tokens
from organisations import actions
from organisations.certification import stages
from organisations.choices import Certification
from organisations.forms.certifying import CertificationForm
from organisations.models import Organisation
from organisations.views.edit import check_may_edit
from organisations.views.finding import of_code


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def certification(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The steps taken so far, and the form of the next one."""
    require(request.user, Right.VERIFY_ORGANISATIONS)
    check_may_edit(request.user, organisation)
    form = CertificationForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid() and _taken(request, organisation, form):
        return redirect(f"{organisation.get_absolute_url()}#certification")
    steps = list(organisation.certification_steps.select_related("created_by"))
    context = {
        "form": form,
        "organisation": organisation,
        "stages": stages(organisation, steps),
        "steps": steps,
        "is_insider": True,
    }
    return TemplateResponse(request, "organisations/certification.html", context)


def _taken(request: HttpRequest, organisation: Organisation, form: CertificationForm) -> bool:
    """Enter the step, once however often the button is pressed; whether it stands."""
    answers = form.cleaned_data
    try:
        with transaction.atomic():
            if form_tokens.take(answers["token"]) is not None:
                return True
            actions.certify(
                organisation=organisation,
                step=Certification(answers["step"]),
                taken_on=answers["taken_on"],
                number=answers["number"],
                reason=answers["reason"],
                by=request.user,
            )
    except ValidationError as error:
        for name, problems in error.error_dict.items():
            form.add_error(name, problems)
        return False
    messages.success(request, _("The step is entered."))
    return True
