"""A spreadsheet of organisations from upload to committed, beside reading and COPY alone, and django-import-export.

The registry holds 100,000 organisations; the file has as many new ones as are asked for (BENCH_ROWS), in every column
of the template. Ours is all of it: reading in the child, checks, matching, preview rows, commit, history. The floor is
calamine's reading of the whole sheet and COPY of its cells into one table of texts; the peer is django-import-export's
own dry run and import, whose speed is measured on a hundred of the same rows. Memory is what a process has for itself;
PostgreSQL's without the pages that its processes share.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import django
import python_calamine
import tablib
from django.core.files import File
from django.db import connection, transaction
from import_export.fields import Field
from import_export.resources import ModelResource

from accounts.models import User
from bench.registry import registry, use
from bench.rows import Row
from core import workbooks
from csoregistry.demo import making
from csoregistry.demo.places import areas
from csoregistry.environment import ROOT
from imports import actions
from imports.models import Duplicates, Import
from imports.tasks import run_import
from organisations.exporting import Export
from organisations.expressions import NUMBERS
from organisations.models import Organisation, Person, YearlyBudget
from organisations.resources import columns
from organisations.terms import current_terms

T = TypeVar("T")

STANDING = 100_000
SIZES = "30000,100000,300000"
# Not those that the registry of bench.registry was made from.
SEED = 7
PEER_ROWS = 100
PERSON = ("title", "name", "position", "phone", "mobile", "email")
FLOORS = 3
TICKS = os.sysconf("SC_CLK_TCK")
# Processes beside the worker, by a part of their command line.
BESIDE = {"reading.child": "the reading child", "imports.helper": "the helper"}


def measure() -> Iterator[Row]:
    """Rows a second end to end, seconds of each step, processor time of each process, the floor's, the peer's, and the
    most memory."""
    took: dict[int, float] = {}
    peer = 0.0
    for size in map(int, os.environ.get("BENCH_ROWS", SIZES).split(",")):
        with registry(STANDING, written=True), _folder() as folder:
            path, sample = folder / f"{size}.xlsx", folder / f"{size}.json"
            if not sample.exists():
                _apart(_make, path)
            # The first may wait for what making the registry left to write.
            floor = statistics.median(_apart(_floor, path) for _round in range(FLOORS))
            # Before ours, which gives the codes of the sample to others.
            peer = peer or _apart(_peer, sample)
            for row in _measured(path, size):
                yield row
                if row.what.endswith("end to end"):
                    took[size] = row.value
            yield Row(f"import of {size:,} rows: end to end", "floor", floor, "s")
            yield Row(f"import of {size:,} rows: speed", "floor", size / floor, "rows/s")
            yield Row(f"import of {size:,} rows: speed", "peer", peer, "rows/s")
    if {100_000, 300_000} <= took.keys():
        yield Row("import of 300,000 rows in times of 100,000", "ours", took[300_000] / took[100_000], "×")


def _apart(function: Callable[[str, Path], T], path: Path) -> T:
    """What a function gives in a process of its own, whose memory is not the worker's."""
    spawn = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=django.setup) as processes:
        return processes.submit(function, str(connection.settings_dict["NAME"]), path).result()


@contextmanager
def _folder() -> Iterator[Path]:
    """Where the files are made; with BENCH_KEEP the next run finds them."""
    if os.environ.get("BENCH_KEEP"):
        folder = ROOT / "var" / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)


@dataclass
class Watch:
    """The most memory of every process, in MB, and processor seconds of the worker, its children and the database."""

    backend: int
    most: dict[str, float] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.over.wait(0.1):
            self._note("PostgreSQL", self.backend, "RssAnon")
            self._note("the worker", os.getpid(), "VmHWM")
            for task in Path("/proc/self/task").iterdir():
                for pid in map(int, (task / "children").read_text().split()):
                    with_what = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
                    for part, name in BESIDE.items():
                        if part in with_what:
                            self._note(name, pid, "VmHWM")

    def _note(self, name: str, pid: int, what: str) -> None:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(what):
                self.most[name] = max(self.most.get(name, 0), int(line.split()[1]) / 1000)

    def spent(self) -> dict[str, float]:
        times = os.times()
        stat = Path(f"/proc/{self.backend}/stat").read_text().rpartition(")")[2].split()
        return {
            "the worker": times.user + times.system,
            "its children": times.children_user + times.children_system,
            "PostgreSQL": (int(stat[11]) + int(stat[12])) / TICKS,
        }


@contextmanager
def _watched() -> Iterator[Watch]:
    connection.ensure_connection()
    watch = Watch(connection.connection.info.backend_pid)
    thread = threading.Thread(target=_look, args=(watch,), daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.over.set()
        thread.join()


def _look(watch: Watch) -> None:
    while not watch.over.is_set():
        try:
            watch.look()
        except OSError:
            continue  # a process ended while it was looked at


def _measured(path: Path, size: int) -> Iterator[Row]:
    what = f"import of {size:,} rows"
    admin = User.objects.get(username="admin")
    # The most from now on.
    Path("/proc/self/clear_refs").write_text("5")
    with _watched() as watch:
        spent = [watch.spent()]
        begun = time.perf_counter()
        with path.open("rb") as opened:
            imported = actions.start(file=File(opened), name=path.name, by=admin, ring=False)
        run_import(str(imported.pk))
        previewed = time.perf_counter() - begun
        spent.append(watch.spent())
        imported = Import.objects.get(pk=imported.pk)
        assert imported.is_preview, (imported.state, imported.reason, imported.failure)
        actions.commit(imported=imported, leave_out_errors=True, duplicates=Duplicates.NEW, by=admin, ring=False)
        run_import(str(imported.pk))
        seconds = time.perf_counter() - begun
        spent.append(watch.spent())
    imported.refresh_from_db()
    assert imported.committed_at is not None, (imported.state, imported.failure, imported.counts)
    yield Row(f"{what}: to the preview", "ours", previewed, "s")
    yield Row(f"{what}: end to end", "ours", seconds, "s")
    yield Row(f"{what}: speed", "ours", size / seconds, "rows/s")
    for step, before, after in (("to the preview", spent[0], spent[1]), ("commit", spent[1], spent[2])):
        for name, upto in after.items():
            if upto - before[name] > 0.05:
                each = (upto - before[name]) / size * 1e6
                yield Row(f"{what}: {step}, processor time a row of {name}", "ours", each, "µs")
    yield Row(f"{what}: rows with errors", "ours", imported.counts.get("error", 0), "rows")
    for name, most in watch.most.items():
        yield Row(f"{what}: most memory of {name}", "ours", most, "MB")


def _make(database: str, path: Path) -> None:
    """The file that is imported, with as many rows as its name says, and beside it some of them for the peer."""
    use(database)
    path.with_suffix(".json").write_text(_write(path, int(path.stem)).export("json"), encoding="utf-8")


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


def _floor(database: str, path: Path) -> float:
    use(database)
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
    """django-import-export as it comes: every column by its own field, each row looked up, checked and saved alone.

    People and budgets, which are rows of their own, are saved behind each row, as its manual does it.
    """

    people = Field(column_name="people")
    budgets = Field(column_name="budgets")

    def dehydrate_people(self, organisation: Organisation) -> str:
        return json.dumps(list(organisation.people.values("kind", *PERSON)), ensure_ascii=False)

    def dehydrate_budgets(self, organisation: Organisation) -> str:
        return json.dumps(list(organisation.budgets.values("fiscal_year", "total")), default=str)

    def after_save_instance(self, instance: Organisation, row: Any, **kwargs: Any) -> None:
        for values in json.loads(row["people"]):
            Person.objects.update_or_create(organisation=instance, kind=values.pop("kind"), defaults=values)
        for values in json.loads(row["budgets"]):
            YearlyBudget.objects.update_or_create(
                organisation=instance, fiscal_year=values["fiscal_year"], defaults={"total": values["total"]}
            )

    class Meta:
        model = Organisation
        import_id_fields = ("code",)
        fields = (
            "code",
            *(field.name for field in Organisation._meta.concrete_fields if field.editable),
            "people",
            "budgets",
        )
        use_transactions = True


def _peer(database: str, sample: Path) -> float:
    """Rows a second of the default flow: a dry run, then the import."""
    use(database)
    data = tablib.Dataset().load(sample.read_text(encoding="utf-8"), format="json")
    begun = time.perf_counter()
    with transaction.atomic():
        peer = PeerResource()
        for dry_run in (True, False):
            result = peer.import_data(data, dry_run=dry_run, raise_errors=True)
            assert result.totals["new"] == len(data), result.totals
        transaction.set_rollback(True)
    return len(data) / (time.perf_counter() - begun)
