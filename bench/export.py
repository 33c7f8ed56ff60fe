"""Exports of the registry beside COPY of the same columns as they lie, and django-import-export's own export."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

from django.db import connection

from accounts.models import User
from bench.registry import registry
from bench.rows import Row
from organisations.exporting import Export
from organisations.models import Organisation
from organisations.resources import OrganisationResource
from organisations.terms import current_terms

COUNT = 100_000
# The peer makes a few hundred rows a second; its rate does not depend on how many it makes.
PEER_ROWS = 2000
ROUNDS = 3


def measure() -> Iterator[Row]:
    """Rows a second and seconds to the first row of each format, and the growth of this process's memory."""
    with registry(COUNT):
        yield from _measured(User(role="admin", is_active=True))


def _measured(user: User) -> Iterator[Row]:
    floors = [_floor()]
    for kind in ("csv", "json", "xlsx"):
        firsts, rates = [], []
        before = _memory()
        for _round in range(ROUNDS):
            found = Organisation.objects.visible_to(user).in_order("name")
            export = Export(found, user, current_terms())
            first, seconds = _timed(export, getattr(export, kind)())
            firsts.append(first * 1000)
            rates.append(export.rows / seconds)
            floors.append(_floor())
        yield Row(f"export as {kind}", "ours", median(rates), "rows/s")
        yield Row(f"export as {kind}, first row", "ours", median(firsts), "ms")
        yield Row(f"export as {kind}, growth of memory", "ours", _memory() - before, "MB")
    yield Row("export as csv", "floor", median(floors), "rows/s")
    yield Row("export as csv", "peer", _peer(), "rows/s")


def _timed(export: Export, pieces: Iterable[bytes]) -> tuple[float, float]:
    """Seconds to the first piece with rows in it, and to the end."""
    begun = time.perf_counter()
    first = 0.0
    for _piece in pieces:
        if export.rows and not first:
            first = time.perf_counter() - begun
    return first, time.perf_counter() - begun


def _floor() -> float:
    begun = time.perf_counter()
    rows = 0
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY (TABLE organisations_organisation) TO STDOUT (FORMAT csv)") as copy,
    ):
        for _row in copy:
            rows += 1
    return rows / (time.perf_counter() - begun)


def _peer() -> float:
    begun = time.perf_counter()
    data = OrganisationResource().export(Organisation.objects.order_by("name_sort", "id")[:PEER_ROWS])
    rows = len(data.csv.splitlines()) - 1
    return rows / (time.perf_counter() - begun)


def _memory() -> float:
    """Resident memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1_000_000
