"""Forty moments at which task process, worker, PostgreSQL or broker are killed while a report is built: what is left.

Servers, worker and beat are the bench's own, in a folder that is gone afterwards; every moment begins from a copy of
one database with 2,000 organisations. Some kills come in the instant in which a file has its name and no row knows it
yet. Beside them: 200 requests at the same time, and a build whose worker is killed at each of its attempts. Takes some
twenty minutes.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from threading import BoundedSemaphore

import psycopg

from bench.import_faults import CHECKED, NAME, PROGRAMS, Faults, tell, told_by
from bench.rows import Row
from csoregistry.embedded.postgres import SUPERUSER

MOMENTS = int(os.environ.get("BENCH_MOMENTS", "40"))
REQUESTS, SERVED = 200, 40
ORGANISATIONS = 2_000
KINDS = ("task process", "worker", "between rename and commit", "PostgreSQL", "broker")
PERIOD = "2565-H1"


def measure() -> Iterator[Row]:
    """Reports that did not end once and whole, files that nobody knows, the longest way back."""
    found = told_by("bench.report_faults")
    moments = [one for one in found if one["what"] == "moment"]
    assert len(moments) == MOMENTS, f"{len(moments)} of {MOMENTS} moments were measured"
    for kind in KINDS:
        some = [one for one in moments if one["kind"] == kind]
        what = f"building a report, {kind} killed at {len(some)} moments"
        yield Row(f"{what}: not ended once", "ours", sum(one["ended"] != ["done"] for one in some), "reports")
        yield Row(f"{what}: another seal, or files unlike it", "ours", sum(not one["same"] for one in some), "reports")
        yield Row(f"{what}: files that no row knows", "ours", sum(one["orphans"] for one in some), "files")
        yield Row(f"{what}: most until final", "ours", max(one["seconds"] for one in some), "s")
    (asked,) = [one for one in found if one["what"] == "asked"]
    yield Row(f"{REQUESTS} requests at once", "ours", asked["builds"], "builds")
    (hopeless,) = [one for one in found if one["what"] == "hopeless"]
    yield Row(f"worker killed at each attempt, ended as {hopeless['ended']}", "ours", hopeless["attempts"], "attempts")
    yield Row("until the next report was built meanwhile", "ours", hopeless["other"], "s")


class ReportFaults(Faults):
    """The same servers and programs, at other work."""

    def outcomes(self) -> Iterator[dict[str, object]]:
        self._prepared()
        yield self._asked_together()
        with self._at_work():
            begun = time.monotonic()
            pk = self._ask(PERIOD)
            self._until_over(pk, set())
            usual = time.monotonic() - begun
        print(f"    undisturbed: {usual:.1f} s", file=sys.stderr, flush=True)
        for moment in range(MOMENTS):
            yield self._one(moment, KINDS[moment % len(KINDS)], usual)
        yield self._hopeless(usual)

    def _one(self, moment: int, kind: str, usual: float) -> dict[str, object]:
        with self._at_work():
            begun, seals = time.monotonic(), set[str]()
            pk = self._ask(PERIOD)
            wait = self.chance.uniform(0, usual)
            if kind == "between rename and commit":
                self._until_a_file(pk, self.chance.randint(1, 6))
            else:
                time.sleep(wait)
            killed = time.monotonic() - begun
            self._kill(kind)
            time.sleep(self.chance.uniform(0, 2))
            self._start_again(kind)
            up = time.monotonic()
            self._until_over(pk, seals)
            seconds = time.monotonic() - up
            ended, same, orphans = self._left(seals)
            return {
                "what": "moment",
                "moment": moment,
                "kind": kind,
                "killed_after": round(killed, 1),
                "ended": ended,
                "same": same,
                "orphans": orphans,
                "seconds": round(seconds, 1),
            }

    def _hopeless(self, usual: float) -> dict[str, object]:
        """The worker dies at every attempt; another report is asked for meanwhile."""
        with self._at_work():
            pk = self._ask(PERIOD)
            attempts, other = 0, 0.0
            until = time.monotonic() + 300
            while time.monotonic() < until:
                state, attempts, stage = self._row(pk)
                if state == "running" and stage:
                    self._kill("worker")
                    self._start("worker")
                    # Not again before the row has been claimed anew.
                    while self._row(pk)[:2] == ("running", attempts) and time.monotonic() < until:
                        time.sleep(0.2)
                if state in ("done", "failed", "cancelled"):
                    break
                time.sleep(0.05)
            ended = self._row(pk)[0]
            begun = time.monotonic()
            self._until_over(self._ask("2564-H2"), set())
            other = time.monotonic() - begun
            return {"what": "hopeless", "ended": ended, "attempts": self._row(pk)[1], "other": round(other, 1)}

    def _prepared(self) -> None:
        """The database that every moment copies."""
        self._sql(f"CREATE DATABASE {CHECKED}")
        self._sql(f"CREATE DATABASE {NAME} TEMPLATE {CHECKED}")
        import django

        django.setup()
        from django.core.management import call_command

        from csoregistry.setup import prepare

        # The standard output is for the outcomes alone.
        with redirect_stdout(sys.stderr):
            prepare(say=lambda text: None, demo=False)
            call_command("demo", organisations=ORGANISATIONS, yes=True)
        self._disconnect()
        self._sql(f"DROP DATABASE {CHECKED}")
        self._sql(f"ALTER DATABASE {NAME} RENAME TO {CHECKED}")

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """A fresh copy of the database, worker and beat."""
        self._copied()
        for name in PROGRAMS:
            self._start(name)
        time.sleep(8)
        try:
            yield
        finally:
            for name in list(self.programs):
                self._end(name)
            self._dropped()

    def _copied(self) -> None:
        self._sql(f"CREATE DATABASE {NAME} TEMPLATE {CHECKED}")
        # A sequence that was copied with its database is behind after a crash, until its next checkpoint.
        self._sql("CHECKPOINT", user=SUPERUSER)

    def _dropped(self) -> None:
        self._disconnect()
        self._sql(f"DROP DATABASE {NAME} WITH (FORCE)", user=SUPERUSER)

    def _ask(self, period: str) -> str:
        from reports import actions
        from reports.scope import scope_of

        pk = str(actions.start(scope=scope_of("half-year", "cso-1", period)).pk)
        self._disconnect()
        return pk

    def _asked_together(self) -> dict[str, object]:
        """Requests of one person at the same time, through the whole application."""
        from django.db import connection
        from django.test import Client

        from accounts.models import User
        from reports.models import Report

        self._copied()
        try:
            client = Client(SERVER_NAME="localhost")
            client.force_login(User.objects.get(username="staff"))
            asked = {"kind": "half-year", "plan": "cso-1", "period": PERIOD}

            # As a server does, which has so many threads at most; the others wait for one.
            turns = BoundedSemaphore(SERVED)

            def ask(_number: int) -> str:
                mine = Client(SERVER_NAME="localhost")
                mine.cookies = client.cookies
                with turns:
                    try:
                        return str(mine.post("/reports/new/", asked).headers.get("Location"))
                    finally:
                        connection.close()

            with ThreadPoolExecutor(REQUESTS) as pool:
                places = set(pool.map(ask, range(REQUESTS)))
            return {"what": "asked", "builds": Report.objects.count(), "places": len(places)}
        finally:
            self._dropped()

    def _row(self, pk: str) -> tuple[str, int, str]:
        with suppress(psycopg.OperationalError), self._connected(NAME) as connection:
            found = connection.execute("SELECT state, attempts, stage FROM reports_report WHERE id = %s", [pk])
            return found.fetchone() or ("", 0, "")
        return "", 0, ""

    def _until_over(self, pk: str, seals: set[str]) -> None:
        until = time.monotonic() + 240
        while time.monotonic() < until:
            with suppress(psycopg.OperationalError), self._connected(NAME) as connection:
                row = connection.execute("SELECT state, digest FROM reports_report WHERE id = %s", [pk]).fetchone()
                state, digest = row or ("", "")
                seals |= {digest} - {""}
                if state in ("done", "failed", "cancelled"):
                    return
            time.sleep(0.2)

    def _until_a_file(self, pk: str, which: int) -> None:
        """Wait for a report's file to have its name: the row that knows it is written within milliseconds."""
        folder = self._files(pk)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(FileNotFoundError):
                if sum(not name.startswith(".") for name in os.listdir(folder)) >= which:
                    return
            time.sleep(0.0005)

    def _left(self, seals: set[str]) -> tuple[list[str], bool, int]:
        """How the reports ended, whether seals and files are as they should be, how many files no row knows."""
        from reports.models import Report, ReportFile
        from reports.snapshot import digest_of

        try:
            reports = list(Report.objects.all())
            same = all(digest_of(report.snapshot) == report.digest for report in reports)
            same = same and seals <= {report.digest for report in reports}
            known = set()
            for file in ReportFile.objects.all():
                kept = Path(os.environ["STORAGE_URL"]) / str(file.file.name)
                known.add(kept)
                same = same and hashlib.sha256(kept.read_bytes()).hexdigest() == file.sha256
            same = same and all(report.files.count() == 6 for report in reports)
            folders = [self._files(str(report.pk)) for report in reports]
            there = {path for folder in folders if folder.is_dir() for path in folder.iterdir()}
            ended = [f"{report.state} {report.reason}".strip() for report in reports]
            return ended, same, len(there - known)
        finally:
            self._disconnect()

    def _files(self, pk: str) -> Path:
        return Path(os.environ["STORAGE_URL"]) / "reports" / pk

    def _kill(self, kind: str) -> None:
        if kind == "task process":
            for pid in self._children(self.programs["worker"].pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        else:
            super()._kill("worker" if kind == "between rename and commit" else kind)

    def _start_again(self, kind: str) -> None:
        # The worker itself replaces a task process.
        if kind != "task process":
            super()._start_again("worker" if kind == "between rename and commit" else kind)

    def _children(self, pid: int) -> list[int]:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


if __name__ == "__main__":
    tell(ReportFaults)
