"""What is typed is kept before it is saved, for whoever typed it (docs/adr/0016-typing-is-kept.md).

A form carries a ticket: a signed note of whose form it is and which. With it the answers are kept also when the session
has ended meanwhile, and nobody but that account is ever shown them.
"""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils import timezone

from core.models import FormToken
from organisations.models import Organisation, TypedAnswers
from organisations.posted import Posted

SALT = "organisations.typed"
TICKET_HOLDS = timedelta(days=7)  # how long a page may stay open and still hand in what is typed in it
KEPT = timedelta(days=30)
LONGEST = 300_000  # characters of one form's answers; the longest objectives on record have some thousands
NEW = "new"


def ticket(user: Any, section: str, mark: str) -> str:
    """The note that a form of this user carries. `mark`: the record's code, or the token of a new one's form."""
    return signing.dumps([user.pk, section, mark], salt=SALT)


def holder(text: str, section: str, mark: str) -> Any:
    """The account whose form this is, if it may still sign in; None where the ticket is not one for this form."""
    try:
        pk, *form = signing.loads(text, salt=SALT, max_age=TICKET_HOLDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if form != [section, mark]:
        return None
    return get_user_model()._default_manager.filter(pk=pk, is_active=True).first()


def keep(
    *, answers: Posted, opened: str = "", section: str, organisation: Organisation | None = None, key: str = "", by: Any
) -> bool:
    """Keep what is typed, in the place of what was; not where it is longer than anybody types. Whether it was kept.

    `opened`: what the form showed when it was opened, for noticing later that somebody else has changed the record.
    """
    held = {"answers": answers, "opened": opened}
    if len(json.dumps(held, ensure_ascii=False)) > LONGEST:
        return False
    TypedAnswers.objects.bulk_create(
        [
            TypedAnswers(
                user=by, organisation=organisation, section=section, key=key, answers=held, typed_at=timezone.now()
            )
        ],
        update_conflicts=True,
        unique_fields=["user", "organisation", "section", "key"],
        update_fields=["answers", "typed_at"],
    )
    return True


def is_sent(token: Any) -> bool:
    """Whether the form with this token was sent and taken: what comes after it is late."""
    return token is not None and FormToken.objects.filter(token=token).exists()


def of_section(user: Any, organisation: Organisation, section: str) -> TypedAnswers | None:
    """What the user typed in a section and did not save."""
    return TypedAnswers.objects.of(user).filter(organisation=organisation, section=section).first()


def of_new(user: Any, key: str) -> TypedAnswers | None:
    """What the user typed of a new organisation, by the token of its form."""
    return TypedAnswers.objects.of(user).new_ones().filter(key=key).first()


def begun(user: Any) -> list[TypedAnswers]:
    """The new organisations that the user began and did not make, the latest first."""
    found = list(TypedAnswers.objects.of(user).new_ones()[:20])
    made = set(FormToken.objects.filter(token__in=[one.key for one in found]).values_list("token", flat=True))
    # A word that came in while the form was being sent does not make it one to go on with.
    return [one for one in found if uuid.UUID(one.key) not in made]


def sections_of(user: Any, organisation: Organisation) -> set[str]:
    """The sections of a record in which the user has typed what is not saved."""
    return set(TypedAnswers.objects.of(user).filter(organisation=organisation).values_list("section", flat=True))


def forget(user: Any, section: str, *, organisation: Organisation | None = None, key: str = "") -> None:
    """Delete what the user typed, because it is saved or thrown away."""
    TypedAnswers.objects.of(user).filter(organisation=organisation, section=section, key=key).delete()


def purge() -> int:
    """Delete what nobody came back for; how many."""
    return TypedAnswers.objects.filter(typed_at__lt=timezone.now() - KEPT).delete()[0]
