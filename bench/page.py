"""How many requests a second the whole stack of middleware answers, beside a view without it."""

import time
from collections.abc import Callable, Iterator

from django.test import Client, RequestFactory

from bench.rows import Row
from csoregistry.health import healthz

SECONDS = 2.0


def measure() -> Iterator[Row]:
    """Measure /healthz through the test client, and its bare view as the floor."""
    request = RequestFactory().get("/healthz")
    client = Client(SERVER_NAME="localhost")
    yield Row("answers of /healthz", "ours", _rate(lambda: client.get("/healthz")), "/s")
    yield Row("answers of /healthz", "floor", _rate(lambda: healthz(request)), "/s")


def _rate(call: Callable[[], object]) -> float:
    call()
    done, until = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        call()
        done += 1
    return done / SECONDS
