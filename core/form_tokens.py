"""A form is taken once: the second press of its button lands on what the first one made."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import FormToken

# A second press comes within seconds, what is typed into a form that was sent within TICKET_HOLDS, and what is kept of
# it is gone after KEPT (organisations/typed.py); a token must outlive them all.
TOKENS_KEPT = timedelta(days=60)


class OnceForm(forms.Form):
    """Mixin for forms that must not be taken twice: put `{{ form.token }}` into the page (hidden fields hold it)."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        if field_name == "token":
            return uuid.uuid4()
        return super().get_initial_for_field(field, field_name)


def take(token: uuid.UUID | None, *, result: str = "") -> str | None:
    """None where this form is new, and is now taken; else the address that the first press led to.

    Call it inside the transaction of the action: it waits for a first press that is still at work, and a form whose
    action failed is not taken. A form without a token is always new.
    """
    if token is None:
        return None
    try:
        with transaction.atomic():
            FormToken.objects.create(token=token, result=result)
    except IntegrityError:
        return FormToken.objects.get(token=token).result
    return None


def lead_to(token: uuid.UUID | None, result: str) -> None:
    """Say, in the transaction that took the form, where its second press is to land."""
    if token is not None:
        FormToken.objects.filter(token=token).update(result=result)


def purge() -> int:
    """Delete the tokens of forms that nobody can send again; how many."""
    return FormToken.objects.filter(at__lt=timezone.now() - TOKENS_KEPT).delete()[0]
