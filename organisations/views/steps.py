"""The buttons of the record page: each does one step and goes back to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Right, require
from organisations import actions
from organisations.forms.steps import SendBackForm
from organisations.models import Organisation
from organisations.views.edit import check_may_edit
from organisations.views.finding import of_code

CHANGED_MEANWHILE = _("Somebody else has taken this step meanwhile. This is the record as it is now.")


def _step(
    request: HttpRequest, organisation: Organisation, step: Callable[..., Any], done: Any, **values: Any
) -> HttpResponse:
    try:
        step(organisation=organisation, by=request.user, **values)
    except actions.WrongStateError:
        messages.warning(request, CHANGED_MEANWHILE)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect("organisations:edit", organisation.code)
    else:
        messages.success(request, done)
    return redirect(organisation)


@require_POST
@of_code
def submit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _step(request, organisation, actions.submit, _("Submitted. The ministry checks the record next."))


@require_POST
@of_code
def verify(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _step(request, organisation, actions.verify, _("Verified. The public sees the record from now on."))


@require_POST
@of_code
def confirm(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _step(request, organisation, actions.confirm, _("Confirmed: the record is right as of today."))


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def send_back(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Return a submitted record to its province, with the reason."""
    require(request.user, Right.VERIFY_ORGANISATIONS)
    check_may_edit(request.user, organisation)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _step(request, organisation, actions.send_back, _("Returned to the province."), reason=reason)
    return TemplateResponse(request, "organisations/send_back.html", {"form": form, "organisation": organisation})
