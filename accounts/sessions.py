"""Sessions in PostgreSQL that know when they end, without asking the database once more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

from core.reading import rows


class SessionStore(DatabaseSessionStore):
    ends_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> Any:
        # Lazy: the settings name this module before the apps are there.
        from django.contrib.sessions.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        key, now = self.session_key, timezone.now()
        found = next(rows(self.model, "session_key = %s AND expire_date > %s", [key, now]), None)
        if found is None:
            self._session_key = None
        else:
            self.ends_at = found.expire_date
        return found

    def save(self, must_create: bool = False) -> None:
        super().save(must_create)
        self.ends_at = self.get_expiry_date()


def seconds_left(session: Any) -> int:
    """How long the session of a request still lasts; 0 where there is none."""
    session.get("_auth_user_id")  # reads the row, if nobody has yet
    ends_at = getattr(session, "ends_at", None)
    return max(0, int((ends_at - timezone.now()).total_seconds())) if ends_at else 0
