"""Logs: one line of JSON per event to stderr, each with the id of the request it belongs to.

Personal data stay out: addresses are logged without their query (people search for names), users by their number, and
the DETAIL of database errors, which quotes values of the row, is cut.
"""

import json
import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

request_id: ContextVar[str] = ContextVar("request_id", default="")
access = logging.getLogger("csoregistry.access")

# What a proxy in front may hand us as X-Request-ID.
KNOWN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
DETAIL = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)


class LineFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": DETAIL.sub("", record.getMessage()).strip(),
        }
        if current := request_id.get():
            line["request"] = current
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["error"] = DETAIL.sub("", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class RequestLogMiddleware:
    """Gives each request an id, answers it as X-Request-ID, and logs how the request ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if KNOWN_ID.fullmatch(given) else uuid4().hex)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            if request.path not in {"/healthz", "/readyz"}:
                self._log(request, response, started)
        finally:
            request_id.reset(token)
        return response

    @staticmethod
    def _log(request: HttpRequest, response: HttpResponse, started: float) -> None:
        facts = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
        }
        # Looking at request.user would ask the database on pages that never did.
        user = getattr(request, "_cached_user", None)
        if user is not None and user.pk:
            facts["user"] = user.pk
        access.info("%s %s", request.method, response.status_code, extra={"facts": facts})


def logging_config(level: str) -> dict[str, Any]:
    """Return the LOGGING setting: everything from `level` upwards as lines on stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "csoregistry.logging.LineFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            # These bring handlers of their own, which would say everything twice.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
            # They tell of the bell that beat rings every quarter of a minute; what a job did, its row says.
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            # It tells of each trigger at every migrate.
            "pgtrigger": {"level": "WARNING"},
            # A stranger's Host header is no fault of ours and fills logs.
            "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        },
    }
