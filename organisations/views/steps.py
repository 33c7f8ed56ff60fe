"""The buttons of the record page: each does one step and goes back to it, or on in the queue it came from."""

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
from organisations import actions, queue
from organisations.forms.deciding import SendBackForm
from organisations.models import Organisation
from organisations.terms import current_terms
from organisations.views.edit import check_may_edit
from organisations.views.finding import of_code
from organisations.views.verifying import onwards, seen_address

CHANGED_MEANWHILE = _("Somebody else has taken this step meanwhile. This is the record as it is now.")
READ_AGAIN = _("The record changed while you were reading. Nothing is decided yet: see what changed, and decide again.")


def _step(
    request: HttpRequest, organisation: Organisation, step: Callable[..., Any], done: Any, **values: Any
) -> HttpResponse:
    """Take a step and say so. `queue` in the form: the part of the queue in which the reader goes on."""
    query = queue.asked(request.POST)
    # Asked before: a record that is decided on has left the queue.
    after = queue.neighbours(request.user, query, organisation.code)[1] if "queue" in request.POST else ""
    try:
        step(organisation=organisation, by=request.user, **values)
    except actions.WrongStateError:
        messages.warning(request, CHANGED_MEANWHILE)
    except actions.ConflictError:
        messages.warning(request, READ_AGAIN)
        return redirect(seen_address(organisation, values["version"], query))
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect("organisations:edit", organisation.code)
    else:
        messages.success(request, done)
        if "queue" in request.POST:
            return onwards(after, query)
    return redirect(organisation)


def _version(request: HttpRequest) -> int | None:
    """The version of the record that the reader had before the eyes; None where the form does not say."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else None


@require_POST
@of_code
def submit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _step(request, organisation, actions.submit, _("Submitted. The ministry checks the record next."))


@require_POST
@of_code
def verify(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    done = _("Verified. The public sees the record from now on.")
    return _step(request, organisation, actions.verify, done, version=_version(request))


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def send_back(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Return a submitted record to its province, with a reason for each field that is to be mended."""
    require(request.user, Right.VERIFY_ORGANISATIONS)
    check_may_edit(request.user, organisation)
    form = SendBackForm(request.POST or None, organisation=organisation, terms=current_terms())
    if request.method == "POST" and form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "fields": form.reasons(), "version": _version(request)}
        return _step(request, organisation, actions.send_back, _("Returned to the province."), **given)
    context = {"form": form, "organisation": organisation, "query": queue.asked(request.GET)}
    return TemplateResponse(request, "organisations/send_back.html", context)
