from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from organisations import facts
from organisations.actions import missing_fields
from organisations.choices import State
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.permissions import may_edit
from organisations.sections import all_answers, tasks
from organisations.terms import current_terms
from organisations.views.finding import of_code
from organisations.views.twins import twins_held


def check_may_edit(user: Any, organisation: Organisation) -> None:
    if not may_edit(user, organisation):
        raise PermissionDenied


@require_safe
@of_code
def edit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The sections of a record as a task list."""
    check_may_edit(request.user, organisation)
    context = {
        "organisation": organisation,
        "tasks": tasks(organisation, user=request.user, terms=current_terms()),
        "reasons": [(facts.reason_label(one.field), one.reason) for one in organisation.return_reasons.open()],
        "twins": twins_held(organisation, request.user),
        "may_submit": organisation.state in (State.DRAFT, State.RETURNED),
    }
    return TemplateResponse(request, "organisations/edit.html", context)


@require_safe
@of_code
def check(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Every answer on one page, before the record is submitted."""
    check_may_edit(request.user, organisation)
    log_view(request.user, organisation.code, organisation.people.count())
    context = {
        "organisation": organisation,
        "sections": all_answers(organisation, user=request.user, terms=current_terms()),
        "missing": [facts.label(name) for name in missing_fields(organisation)],
        "twins": twins_held(organisation, request.user),
        "may_submit": organisation.state in (State.DRAFT, State.RETURNED),
    }
    return TemplateResponse(request, "organisations/check.html", context)
