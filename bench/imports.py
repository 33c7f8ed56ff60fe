"""A spreadsheet of organisations from upload to committed, beside reading and COPY alone, and django-import-export.

The registry holds 100,000 organisations; the file has as many new ones as are asked for (BENCH_ROWS), in every column
of the template. Ours is all of it: reading in the child, checks, matching, preview rows, commit, history. The floor is
calamine's reading of the whole sheet and COPY of its cells into one table of texts; the peer is django-import-export's
own dry run and import of a few of the same rows.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import python_calamine
import tablib
from django.core.files import File
from django.db import connection, transaction
from import_export.resources import ModelResource

from accounts.models import User
from bench.registry import registry
from bench.rows import Row
from core import workbooks
from csoregistry.demo import making
from csoregistry.demo.places import areas
from imports import actions
from imports.models import Duplicates, Import
from imports.tasks import run_import
from organisations.exporting import Export
from organisations.expressions import NUMBERS
from organisations.models import Organisation
from organisations.resources import columns
from organisations.terms import current_terms

STANDING = 100_000
SIZES = "30000,100000"
# Not those that the registry of bench.registry was made from.
SEED = 7
PEER_ROWS = 100


def measure() -> Iterator[Row]:
    """Rows a second end to end, seconds of each step, the floor's, the peer's, and the most memory."""
    for size in map(int, os.environ.get("BENCH_ROWS", SIZES).split(",")):
        with registry(STANDING, written=True), tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "organisations.xlsx"
            peers = _write(path, size)
            yield from _measured(path, size, peers)


def _measured(path: Path, size: int, peers: tablib.Dataset) -> Iterator[Row]:
    what = f"import of {size:,} rows"
    admin = User.objects.get(username="admin")
    before = _own_peak()
    begun = time.perf_counter()
    with path.open("rb") as opened:
        imported = actions.start(file=File(opened), name=path.name, by=admin, ring=False)
    run_import(str(imported.pk))
    previewed = time.perf_counter() - begun
    imported = Import.objects.get(pk=imported.pk)
    assert imported.is_preview, (imported.state, imported.reason, imported.failure)
    actions.commit(imported=imported, leave_out_errors=True, duplicates=Duplicates.NEW, by=admin, ring=False)
    run_import(str(imported.pk))
    seconds = time.perf_counter() - begun
    imported.refresh_from_db()
    assert imported.committed_at is not None, (imported.state, imported.failure, imported.counts)
    wrong = imported.counts.get("error", 0)
    yield Row(f"{what}: to the preview", "ours", previewed, "s")
    yield Row(f"{what}: end to end", "ours", seconds, "s")
    yield Row(f"{what}: end to end", "floor", _floor(path), "s")
    yield Row(f"{what}: speed", "ours", size / seconds, "rows/s")
    yield Row(f"{what}: speed", "peer", _peer(peers), "rows/s")
    yield Row(f"{what}: rows with errors", "ours", wrong, "rows")
    yield Row(f"{what}: the reading child's most memory", "ours", _children_peak(), "MB")
    yield Row(f"{what}: growth of the worker's most memory", "ours", _own_peak() - before, "MB")


def _write(path: Path, size: int) -> tablib.Dataset:
    """As many organisations as the demo would make with another seed, under the template's headings, without codes.

    Some of them for the peer, under the names of its fields.
    """
    with transaction.atomic():
        last = Organisation.objects.order_by("-pk").values_list("pk", flat=True)[0]
        staff = User.objects.get(username="staff").pk
        for batch in making.batches(areas(), first=0, last=size, seed=SEED, staff=staff):
            making.copy(batch, staff=staff)
        found = Organisation.objects.filter(pk__gt=last).order_by("pk")
        export = Export(found, User.objects.get(username="admin"), current_terms(), with_people=True)
        wanted = columns()
        keys = [column.key for column in export.columns]
        places = [keys.index(column.key) for column in wanted]
        rows = (
            [None if column.key == "code" else cells[place] for column, place in zip(wanted, places, strict=True)]
            for cells in export._counted(*export._flat())
        )
        numbers = {place for place, column in enumerate(wanted) if column.kind in NUMBERS}
        with path.open("wb") as file:
            for piece in workbooks.pieces("องค์กร", [column.heading for column in wanted], rows, numbers=numbers):
                file.write(piece)
        peers = PeerResource().export(found[:PEER_ROWS])
        transaction.set_rollback(True)
    return peers


def _floor(path: Path) -> float:
    begun = time.perf_counter()
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    width = len(rows[0])
    with transaction.atomic(), connection.cursor() as cursor:
        names = ", ".join(f"c{place} text" for place in range(width))
        cursor.execute(f"CREATE TABLE bench_floor ({names})")
        with cursor.copy("COPY bench_floor FROM STDIN") as copy:
            for row in islice(rows, 1, None):
                copy.write_row([str(cell) for cell in row])
        transaction.set_rollback(True)
    return time.perf_counter() - begun


class PeerResource(ModelResource):
    """django-import-export as it comes: every column by its own field, each row looked up, checked and saved alone."""

    class Meta:
        model = Organisation
        import_id_fields = ("code",)
        fields = ("code", *(field.name for field in Organisation._meta.concrete_fields if field.editable))
        use_transactions = True


def _peer(data: tablib.Dataset) -> float:
    """Rows a second of the default flow: a dry run, then the import."""
    begun = time.perf_counter()
    with transaction.atomic():
        peer = PeerResource()
        for dry_run in (True, False):
            result = peer.import_data(data, dry_run=dry_run, raise_errors=True)
            assert result.totals["new"] == len(data), result.totals
        transaction.set_rollback(True)
    return len(data) / (time.perf_counter() - begun)


def _children_peak() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def _own_peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
