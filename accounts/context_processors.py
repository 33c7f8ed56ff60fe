from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.sessions import seconds_left


def session(request: HttpRequest) -> dict[str, Any]:
    """For components/session_end.html: `session_seconds` until the reader is signed out, and when to warn."""
    if not request.user.is_authenticated:
        return {}
    return {"session_seconds": seconds_left(request.session), "session_warning": settings.SESSION_WARNING}
