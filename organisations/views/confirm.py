from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations import actions, facts, holding, waiting
from organisations.models import Organisation
from organisations.terms import current_terms
from organisations.views.edit import check_may_edit
from organisations.views.finding import of_code


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def confirm(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """“Is this still right?”: everything is, or something is to be changed."""
    check_may_edit(request.user, organisation)
    if request.method == "POST":
        actions.confirm(organisation=organisation, by=request.user)
        messages.success(request, _("Confirmed: the record is right as of today."))
        return redirect("organisations:confirmation") if "list" in request.POST else redirect(organisation)
    context = {
        "organisation": organisation,
        "due_on": waiting.due_on(organisation),
        "held": holding.waiting_for(organisation),
        "sections": facts.sections(organisation, current_terms(), is_insider=True),
    }
    return TemplateResponse(request, "organisations/confirm.html", context)
