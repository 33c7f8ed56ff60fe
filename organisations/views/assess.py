from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import form_tokens
from organisations import actions
from organisations.forms.steps import AssessmentForm
from organisations.models import Organisation
from organisations.terms import current_terms
from organisations.views.edit import check_may_edit
from organisations.views.finding import of_code


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def assess(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One more capacity assessment of the organisation."""
    check_may_edit(request.user, organisation)
    form = AssessmentForm(request.POST or None, terms=current_terms())
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        with transaction.atomic():
            if form_tokens.take(answers["token"], result=organisation.get_absolute_url()) is None:
                actions.assess(
                    organisation=organisation,
                    assessed_on=answers["assessed_on"],
                    assessor=answers["assessor"],
                    level=answers["level"],
                    scores=form.scores(),
                    by=request.user,
                )
                messages.success(request, _("The assessment is on record."))
        return redirect(f"{organisation.get_absolute_url()}#capacity")
    return TemplateResponse(request, "organisations/assess.html", {"form": form, "organisation": organisation})
