from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, require
from organisations import actions, changes, facts, holding, queue
from organisations.badges import STATE_KINDS
from organisations.choices import State
from organisations.forms.deciding import DecideForm
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.permissions import may_see_people
from organisations.terms import current_terms
from organisations.views.edit import check_may_edit
from organisations.views.finding import of_code
from organisations.views.twins import twins_held


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def verifying(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One record of the queue: what changed since the ministry had it last, and the decision."""
    require(request.user, Right.VERIFY_ORGANISATIONS)
    check_may_edit(request.user, organisation)
    query = queue.asked(request.GET)
    terms = current_terms()
    held = holding.waiting_for(organisation)
    form = DecideForm(request.POST or None, organisation=organisation, held=held, terms=terms)
    before, after = queue.neighbours(request.user, query, organisation.code)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(organisation=organisation, **form.decisions(), by=request.user)
        except actions.WrongStateError:
            messages.warning(request, _("Somebody else has decided on these changes meanwhile. This is how it stands."))
        except actions.ConflictError:
            return redirect(seen_address(organisation, form.cleaned_data["version"], query))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Your decisions on %(name)s are kept.") % {"name": organisation.name})
            return onwards(after, query)
        return redirect(reverse("organisations:verifying", args=[organisation.code]) + query.address)
    last = changes.last_decision(organisation)
    with_people = may_see_people(request.user, organisation)
    if with_people:
        log_view(request.user, organisation.code, organisation.people.count())
    return TemplateResponse(
        request,
        "organisations/verifying.html",
        {
            "organisation": organisation,
            "state": State(organisation.state).label,
            "state_kind": STATE_KINDS[organisation.state],
            "query": query,
            "before": before,
            "after": after,
            "form": form,
            "last": last,
            "was_returned": last is not None and last.state == State.RETURNED,
            "changes": _with_reasons(organisation, last, terms, with_people) if last is not None else [],
            "meanwhile": _meanwhile(request, organisation, terms),
            "people": facts.people_facts(organisation.people.order_by("-kind")) if with_people else None,
            "sections": facts.sections(organisation, terms, is_insider=True),
            "twins": twins_held(organisation, request.user),
            "escalations": organisation.escalations.open(),
            "may_verify": organisation.state in (State.DRAFT, State.SUBMITTED, State.RETURNED),
            "may_send_back": organisation.state == State.SUBMITTED,
        },
    )


def seen_address(organisation: Organisation, version: int, query: queue.Asked) -> str:
    """This page again, showing what changed since the version that was read."""
    address = reverse("organisations:verifying", args=[organisation.code]) + query.address
    return f"{address}{'&' if query.address else '?'}seen={version}"


def onwards(after: str, query: queue.Asked) -> HttpResponse:
    """After a decision: the next of the queue, or the queue itself at its end."""
    if after:
        return redirect(reverse("organisations:verifying", args=[after]) + query.address)
    return redirect(reverse("organisations:verification") + query.address)


def _meanwhile(request: HttpRequest, organisation: Organisation, terms: Any) -> list[changes.Change] | None:
    """What changed since the version that the reader had before; None where the reader has this one."""
    seen = request.GET.get("seen", "")
    event = changes.at_version(organisation, int(seen)) if seen.isdecimal() and len(seen) < 9 else None
    if event is None or event.version == organisation.version:
        return None
    return changes.since(organisation, event, terms, with_people=may_see_people(request.user, organisation))


def _with_reasons(organisation: Organisation, last: Any, terms: Any, with_people: bool) -> list[tuple[Any, str]]:
    """The changes since the last decision, each with what the ministry had asked for in its field."""
    asked_for = organisation.return_reasons.filter(created_at__gte=last.pgh_created_at)
    reasons = {reason.field: reason.reason for reason in asked_for}
    found = changes.since(organisation, last, terms, with_people=with_people)
    changed = {change.field for change in found}
    untouched = [
        (changes.Change(name, str(facts.reason_label(name)), "", ""), reason)
        for name, reason in reasons.items()
        if name not in changed
    ]
    return [(change, reasons.get(change.field, "")) for change in found] + untouched
