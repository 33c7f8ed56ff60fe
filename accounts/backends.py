"""Who may sign in, and how the account of a session is read: by hand, since every page of a signed-in reader asks."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from core.reading import rows

_PROVINCES = "ARRAY(SELECT province_id FROM accounts_userprovince WHERE user_id = accounts_user.id)"


class _ReadByHand:
    def get_user(self, user_id: Any) -> User | None:
        """The account of a session, its provinces with it; None where it is gone or may no longer sign in."""
        user = next(rows(User, "id = %s AND is_active", [user_id], also={"province_codes": _PROVINCES}), None)
        if user is not None:
            user.province_codes = frozenset(user.province_codes)
        return user


class NameBackend(_ReadByHand, ModelBackend):
    """By username and password."""


class MailBackend(_ReadByHand, AuthenticationBackend):
    """As the sign-in page asks: by username or e-mail."""
