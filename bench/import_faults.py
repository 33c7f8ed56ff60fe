"""Thirty moments at which worker, PostgreSQL or broker are killed while 10,000 organisations are written: what is left.

Servers, worker and beat are the bench's own, in a folder that is gone afterwards; the file is checked once, and every
moment begins from a copy of that database. An undisturbed commit says what must be there in the end. Takes some
twenty minutes.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from bench.rows import Row
from csoregistry.embedded.postgres import SUPERUSER

MOMENTS = 30
ROWS = 10_000
SEED = 2565
KINDS = ("worker", "PostgreSQL", "broker")
CHECKED, NAME = "checked", "written"
PROGRAMS = {
    "worker": "celery --quiet --app csoregistry worker --without-gossip --without-mingle",
    "beat": "celery --quiet --app csoregistry beat",
}
# Everything that an import writes but keys, codes and moments.
CONTENTS = (
    "SELECT md5(coalesce(string_agg(one, chr(10) ORDER BY one), '')) FROM ("
    "SELECT (to_jsonb(o) - '{id,code,created_at,updated_at,state_since,search_text,loose_text}'::text[]"
    " || jsonb_build_object("
    "'people', (SELECT jsonb_agg(to_jsonb(p) - '{id,organisation_id,created_at,updated_at}'::text[] ORDER BY p.kind)"
    " FROM organisations_person p WHERE p.organisation_id = o.id), 'budgets', (SELECT jsonb_agg(b.total)"
    " FROM organisations_yearlybudget b WHERE b.organisation_id = o.id), 'events', (SELECT count(*)"
    " FROM organisations_organisationevent e WHERE e.pgh_obj_id = o.id)))::text AS one"
    " FROM organisations_organisation o) AS every"
)


def measure() -> Iterator[Row]:
    """Partial imports, imports that did not end, the longest way back, and results unlike the undisturbed one."""
    found = told_by("bench.import_faults")
    assert len(found) == MOMENTS, f"{len(found)} of {MOMENTS} moments were measured"
    for kind in KINDS:
        some = [one for one in found if one["kind"] == kind]
        what = f"commit of {ROWS:,} rows, {kind} killed at {len(some)} moments"
        yield Row(f"{what}: partial imports", "ours", sum(one["partial"] for one in some), "imports")
        yield Row(f"{what}: not like the undisturbed", "ours", sum(not one["same"] for one in some), "imports")
        yield Row(f"{what}: most until final", "ours", max(one["seconds"] for one in some), "s")


def told_by(module: str) -> list[dict[str, Any]]:
    """What a benchmark of faults tells, which runs in a process of its own with servers of its own."""
    with subprocess.Popen([sys.executable, "-m", module], stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        return [json.loads(line) for line in process.stdout]


def tell(of: type[Faults]) -> None:
    """One JSON line for each moment, and nothing else: what commands say goes where people read."""
    told = sys.stdout
    with redirect_stdout(sys.stderr), served() as (server, servers, folder):
        faults = of(server, servers, folder)
        try:
            for outcome in faults.outcomes():
                print(json.dumps(outcome), file=told, flush=True)
                print(outcome, file=sys.stderr, flush=True)
        finally:
            faults.end()


Servers = dict[str, tuple[Callable[[], None], Callable[[], None]]]


@contextmanager
def served() -> Iterator[tuple[str, Servers, Path]]:
    """Servers of one's own for a while: PostgreSQL's address, how to kill and start each, their folder."""
    from csoregistry.embedded.account import server_account
    from csoregistry.embedded.places import Places
    from csoregistry.embedded.postgres import Postgres
    from csoregistry.embedded.valkey import Valkey

    with tempfile.TemporaryDirectory(prefix="csoregistry-faults-", ignore_cleanup_errors=True) as folder:
        places, account = Places(Path(folder)), server_account()
        places.own_sockets(account.uid, account.gid)
        places.locks.mkdir(parents=True, exist_ok=True)
        postgres, valkey = Postgres(places), Valkey(places)
        try:
            postgres.ensure(account)
            valkey.ensure(account)
            address = urlsplit(postgres.url)
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "csoregistry.settings",
                "DATABASE_URL": address._replace(path=f"/{NAME}").geturl(),
                "REDIS_URL": valkey.url,
                "STORAGE_URL": str(Path(folder) / "files"),
            }
            servers = {
                "PostgreSQL": (lambda: _kill_tree(postgres.data / "postmaster.pid"), lambda: postgres.ensure(account)),
                "broker": (lambda: _kill_tree(valkey.data / "valkey.pid"), lambda: valkey.ensure(account)),
            }
            yield postgres.url, servers, Path(folder)
        finally:
            valkey.stop(account)
            postgres.stop(account)


class Faults:
    """`servers`: how to kill and how to start each of them."""

    def __init__(self, server: str, servers: Servers, folder: Path):
        self.server, self.servers, self.folder = server, servers, folder
        self.chance = random.Random(SEED)
        self.programs: dict[str, subprocess.Popen[bytes]] = {}

    def outcomes(self) -> Iterator[dict[str, object]]:
        self._sql(f"CREATE DATABASE {CHECKED}")
        self._sql(f"CREATE DATABASE {NAME} TEMPLATE {CHECKED}")
        pk = self._checked()
        self._disconnect()
        self._sql(f"DROP DATABASE {CHECKED}")
        self._sql(f"ALTER DATABASE {NAME} RENAME TO {CHECKED}")
        with self._moment(pk):
            begun = time.monotonic()
            self._until_final(pk, set())
            usual = time.monotonic() - begun
            right = self._contents()
        print(f"    undisturbed: {usual:.1f} s", file=sys.stderr, flush=True)
        for moment in range(MOMENTS):
            kind = KINDS[moment % len(KINDS)]
            with self._moment(pk):
                begun = time.monotonic()
                seen: set[int] = set()
                wait = self.chance.uniform(0, usual)
                time.sleep(wait)
                self._kill(kind)
                time.sleep(self.chance.uniform(0, 2))
                self._start_again(kind)
                up = time.monotonic()
                state = self._until_final(pk, seen)
                seconds = time.monotonic() - up
                yield {
                    "moment": moment,
                    "kind": kind,
                    "killed_after": round(wait, 1),
                    "state": state,
                    "partial": bool(seen - {0, ROWS}),
                    "same": self._contents() == right,
                    "seconds": round(seconds, 1),
                    "whole": round(time.monotonic() - begun, 1),
                }

    def _checked(self) -> str:
        """Prepare the database and check the file there."""
        import django

        django.setup()
        from django.core.files.base import ContentFile

        from accounts.models import User
        from csoregistry.setup import prepare
        from imports import actions
        from imports.models import Import
        from imports.tasks import run_import

        prepare(say=lambda text: None, demo=False)
        admin = User.objects.create(username="bench.faults", name="bench", role="admin", email="bench@localhost")
        imported = actions.start(file=ContentFile(_file(self.chance)), name="faults.csv", by=admin, ring=False)
        run_import(str(imported.pk))
        imported = Import.objects.get(pk=imported.pk)
        assert imported.is_preview, (imported.state, imported.failure)
        assert not imported.counts["error"], imported.counts
        return str(imported.pk)

    @contextmanager
    def _moment(self, pk: str) -> Iterator[None]:
        """A fresh copy of the checked database, worker and beat, and the commit rung for."""
        from accounts.models import User
        from imports import actions
        from imports.models import Duplicates, Import

        self._sql(f"CREATE DATABASE {NAME} TEMPLATE {CHECKED}")
        # A sequence that was copied with its database is behind after a crash, until its next checkpoint.
        self._sql("CHECKPOINT", user=SUPERUSER)
        for name in PROGRAMS:
            self._start(name)
        # Until the worker takes what is rung for.
        time.sleep(8)
        try:
            admin = User.objects.get(username="bench.faults")
            imported = Import.objects.get(pk=pk)
            actions.commit(imported=imported, leave_out_errors=False, duplicates=Duplicates.NEW, by=admin)
            self._disconnect()
            yield
        finally:
            for name in list(self.programs):
                self._end(name)
            self._disconnect()
            # The server's own housekeeping may be at work there, which only its superuser may stop.
            self._sql(f"DROP DATABASE {NAME} WITH (FORCE)", user=SUPERUSER)

    def _until_final(self, pk: str, seen: set[int]) -> str:
        until = time.monotonic() + 240
        while time.monotonic() < until:
            with suppress(psycopg.OperationalError), self._connected(NAME) as connection:
                state, committed, count = connection.execute(
                    "SELECT state, committed_at IS NOT NULL, (SELECT count(*) FROM organisations_organisation)"
                    " FROM imports_import WHERE id = %s",
                    [pk],
                ).fetchone() or ("", False, 0)
                seen.add(count)
                if state in ("done", "failed", "cancelled"):
                    return f"{state}, {'written' if committed else 'not written'}"
            time.sleep(0.2)
        return "none"

    def _contents(self) -> str:
        with self._connected(NAME) as connection:
            return str((connection.execute(CONTENTS).fetchone() or [""])[0])

    def _kill(self, kind: str) -> None:
        if kind == "worker":
            self._end("worker", signal.SIGKILL)
        else:
            self.servers[kind][0]()

    def _start_again(self, kind: str) -> None:
        if kind == "worker":
            self._start("worker")
        else:
            self.servers[kind][1]()
        # Whoever runs the processes starts those again that could not go on.
        for name in PROGRAMS:
            if self.programs[name].poll() is not None:
                self._start(name)

    def _start(self, name: str) -> None:
        schedule = f" --schedule {self.folder / 'beat'}" if name == "beat" else ""
        with (self.folder / f"{name}.log").open("ab") as log:
            command = [sys.executable, "-m", *(PROGRAMS[name] + schedule).split()]
            self.programs[name] = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def _end(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.programs[name].pid, how)
        self.programs[name].wait()

    def end(self) -> None:
        """Leave no process behind, also where a person breaks off."""
        for name in self.programs:
            self._end(name)

    def _sql(self, statement: str, user: str = "") -> None:
        with self._connected("postgres", user) as connection:
            connection.execute(statement)

    def _connected(self, database: str, user: str = "") -> psycopg.Connection:
        address = urlsplit(self.server)._replace(path=f"/{database}")
        return psycopg.connect(address.geturl(), autocommit=True, user=user or address.username)

    def _disconnect(self) -> None:
        from django.db import connection

        connection.close()


def _kill_tree(pid_file: Path) -> None:
    """Kill a server and all its children at once, as when the power goes."""
    first = int(pid_file.read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    for pid in (first, *map(int, children)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while Path(f"/proc/{first}").exists() and time.monotonic() < until:
        if "Z" in Path(f"/proc/{first}/stat").read_text().rpartition(")")[2].split()[0]:
            break
        time.sleep(0.05)


def _file(chance: random.Random) -> bytes:
    """New organisations all over the country, with people and money."""
    import csv
    import io

    from places import official

    subdistricts = list(official.subdistricts())
    words = ["พัฒนา", "รักษ์", "ส่งเสริม", "สร้างสุข", "เกื้อกูล", "ร่วมใจ", "ก้าวหน้า", "พิทักษ์", "เรียนรู้", "สวัสดิการ"]
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["ชื่อองค์กร", "รูปแบบองค์กร", "ตำบล", "อำเภอ", "จังหวัด", "ประเด็น", "ผู้นำองค์กร", "โทรศัพท์", "งบประมาณต่อปี"])
    for number in range(ROWS):
        place = chance.choice(subdistricts)
        name = f"กลุ่ม{''.join(chance.sample(words, 3))} {number}"
        head = f"นายสมมุติ ที่{number}"
        codes = [place.code, place.code[:4], place.code[:2]]
        writer.writerow([name, "กลุ่ม/ชมรม", *codes, chance.choice(["01", "04; 10"]), head, "", chance.randint(1, 10**6)])
    return target.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    tell(Faults)
