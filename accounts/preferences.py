"""What a reader chose about pages, such as the columns of a list: with the account, or in the session of a stranger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from accounts.models import User

SESSION_KEY = "preferences"


def of(request: HttpRequest, page: str) -> Mapping[str, Any]:
    """The choices for one page; {} where there are none. No question to the database: they come with the reader."""
    user = request.user
    kept = user.preferences if isinstance(user, User) else request.session.get(SESSION_KEY, {})
    chosen = kept.get(page) if isinstance(kept, dict) else None
    return chosen if isinstance(chosen, dict) else {}


def keep(request: HttpRequest, page: str, **choices: Any) -> None:
    """Remember choices for one page beside those kept already; None forgets one."""
    merged = {name: value for name, value in {**of(request, page), **choices}.items() if value is not None}
    user = request.user
    if isinstance(user, User):
        user.preferences = {**user.preferences, page: merged}
        User.objects.filter(pk=user.pk).update(preferences=user.preferences)
    else:
        request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), page: merged}
