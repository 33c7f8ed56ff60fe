"""What is typed and not saved: kept while it is typed, and when a form is sent after its session has ended."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.permissions import Right, has_right
from organisations import posted, typed
from organisations.conflicts import chosen
from organisations.models import Organisation
from organisations.permissions import may_edit
from organisations.sections import FORMS

View = Callable[..., HttpResponseBase]


# The ticket in the form is what a token against forged requests would be: nobody else's page can know it. It is valid
# when the session, and with it Django's own token, has changed since the page was opened.
@csrf_exempt
@login_not_required
@require_POST
def typed_section(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """Keep what is typed in a section of a record, or throw it away."""
    if "discard" in request.POST and request.user.is_authenticated:
        organisation = Organisation.objects.editable_by(request.user).filter(code=code).first()
        if organisation is not None and typed.holder(_ticket(request), section, code) == request.user:
            typed.forget(request.user, section, organisation=organisation)
        return redirect("organisations:section", code, section)
    return _answer(request, keep_section(request, code, section))


@csrf_exempt  # as above
@login_not_required
@require_POST
def typed_new(request: HttpRequest) -> HttpResponse:
    """Keep what is typed of a new organisation, or throw it away."""
    if "discard" in request.POST and request.user.is_authenticated:
        key = request.POST.get("token", "")
        if typed.holder(_ticket(request), typed.NEW, key) == request.user:
            typed.forget(request.user, typed.NEW, key=key)
        return redirect("organisations:new")
    return _answer(request, keep_new(request))


def _ticket(request: HttpRequest) -> str:
    return request.POST.get("ticket", "")


def _answer(request: HttpRequest, kept: bool) -> JsonResponse:
    """200 kept; 401 the session has ended (`kept` tells whether it was kept all the same); 403 not kept."""
    status = 401 if not request.user.is_authenticated else 200 if kept else 403
    return JsonResponse({"kept": kept, "at": f"{timezone.localtime():%H:%M}"}, status=status)


def keep_section(request: HttpRequest, code: str, section: str) -> bool:
    """Keep the answers of a section that were sent, for the account whose form it is; whether it was done."""
    organisation = Organisation.objects.filter(code=code, merged_into=None).first()
    by = _holder(request, section, code)
    if organisation is None or section not in FORMS or by is None or not may_edit(by, organisation):
        return False
    if typed.is_sent(_token(request)):
        return False
    answers, opened = posted.sent(chosen(request.POST)), request.POST.get("opened", "").replace("\0", "")
    held = posted.read_opened(opened)
    if held is not None and all(
        posted.answer(answers, [name]) == posted.answer(held, [name]) for name in {*answers, *held}
    ):
        typed.forget(by, section, organisation=organisation)
        return True
    return typed.keep(answers=answers, opened=opened, section=section, organisation=organisation, by=by)


def keep_new(request: HttpRequest) -> bool:
    """Keep the answers on a new organisation that were sent, for the account whose form it is; whether it was done."""
    token = _token(request)
    by = _holder(request, typed.NEW, str(token))
    if token is None or by is None or not has_right(by, Right.EDIT_ORGANISATIONS) or typed.is_sent(token):
        return False
    answers = posted.sent(request.POST)
    if not any(value.strip() for name in ("name_th", "legal_form", "issues") for value in answers.get(name, [])):
        typed.forget(by, typed.NEW, key=str(token))
        return True
    return typed.keep(answers=answers, section=typed.NEW, key=str(token), by=by)


def _holder(request: HttpRequest, section: str, mark: str) -> Any:
    """Whose form it is; None where somebody else has signed in meanwhile."""
    by = typed.holder(_ticket(request), section, mark)
    return None if request.user.is_authenticated and request.user != by else by


def _token(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def keeps_answers(keep: Callable[..., str]) -> Callable[[View], View]:
    """A form sent to this view after its session has ended is kept: signing in leads back to it (accounts.middleware).

    `keep(request, **arguments)` gives the address where the answers are found again, "" where they were not kept.
    """

    def mark(view: View) -> View:
        view.keep_answers = keep  # type: ignore[attr-defined]  # a mark on the function, as Django's own decorators leave
        return view

    return mark


def of_section(request: HttpRequest, code: str, section: str) -> str:
    """For keeps_answers: a section's."""
    return request.get_full_path() if keep_section(request, code, section) else ""


def of_new(request: HttpRequest) -> str:
    """For keeps_answers: a new organisation's."""
    return f"{reverse('organisations:new')}?typed={_token(request)}" if keep_new(request) else ""
