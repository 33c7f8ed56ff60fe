"""Is the process alive, and can it do its work? Asked by load balancers and by `make run`; open to all."""

import os
from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 where database, broker and storage are reachable, else 503; each with "ok" or the kind of failure."""
    parts = {"database": _ask(_database), "broker": _ask(_broker), "storage": _ask(_storage)}
    ready = set(parts.values()) == {"ok"}
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)


def _ask(question: Callable[[], None]) -> str:
    try:
        question()
    except Exception as error:  # noqa: BLE001 - whatever a part raises, it is the answer
        # The kind only: messages may carry addresses and passwords.
        return type(error).__name__
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as client:
        client.ping()


def _storage() -> None:
    storage = default_storage._wrapped if hasattr(default_storage, "_wrapped") else default_storage
    if isinstance(storage, FileSystemStorage):
        os.makedirs(storage.location, exist_ok=True)
        if not os.access(storage.location, os.W_OK):
            raise PermissionError(storage.location)
    else:
        default_storage.exists("readyz")
