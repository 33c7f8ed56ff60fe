import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from core import form_tokens
from organisations import actions, posted, typed
from organisations.forms.new import NewForm
from organisations.models import TypedAnswers
from organisations.terms import current_terms
from organisations.views.typed import keeps_answers, of_new


@keeps_answers(of_new)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_ORGANISATIONS)
def new(request: HttpRequest) -> HttpResponse:
    """The first page of a new organisation; the draft that it makes leads on to its sections."""
    options: dict[str, Any] = {"user": request.user, "terms": current_terms()}
    if request.method != "POST":
        return _open(request, options)
    form = NewForm(request.POST, key=_uuid(request.POST.get("token")) or uuid.uuid4(), **options)
    if not form.is_valid():
        return _page(request, form)
    token = form.cleaned_data["token"]
    with transaction.atomic():
        made_before = form_tokens.take(token)
        if made_before is not None:
            messages.info(request, _("This form was sent already. This is the organisation that it made."))
            return redirect(made_before or "organisations:list")
        organisation = actions.create(values=form.values(), by=request.user)
        address = reverse("organisations:edit", args=[organisation.code])
        form_tokens.lead_to(token, address)
        typed.forget(request.user, typed.NEW, key=str(token))
    return redirect(address)


def _open(request: HttpRequest, options: dict[str, Any]) -> HttpResponse:
    """An empty form, with a list of those that the reader has begun; or one of these."""
    key = _uuid(request.GET.get("typed"))
    kept = typed.of_new(request.user, str(key)) if key else None
    if key is None or kept is None:
        return _page(request, NewForm(key=uuid.uuid4(), **options))
    empty = NewForm(key=key, **options)
    answers = posted.initial_of(empty, posted.as_query(kept.answers["answers"]))
    return _page(request, NewForm(key=key, initial=answers, **options), restored=kept)


def _page(request: HttpRequest, form: NewForm, restored: TypedAnswers | None = None) -> HttpResponse:
    begun = [] if restored or form.is_bound else typed.begun(request.user)
    context = {"form": form, "restored": restored, "begun": begun}
    return TemplateResponse(request, "organisations/new.html", context)


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
