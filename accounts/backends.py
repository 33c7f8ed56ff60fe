"""Who may sign in, and how the account of a session is read: by hand, since every page of a signed-in reader asks."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from core.reading import rows


class _ReadByHand:
    def get_user(self, user_id: Any) -> User | None:
        """The account of a session; None where it is gone or may no longer sign in."""
        return next(rows(User, "id = %s AND is_active", [user_id]), None)


class NameBackend(_ReadByHand, ModelBackend):
    """By username and password."""


class MailBackend(_ReadByHand, AuthenticationBackend):
    """As the sign-in page asks: by username or e-mail."""
