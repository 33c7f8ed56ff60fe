"""A checkout of its own, with servers of its own, and programs that join them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csoregistry.embedded.locks import open_lock, try_exclusive
from csoregistry.environment import ROOT

# Joins, says what it found, and stays until its input ends.
PROGRAM = """
import json, os, sys
from csoregistry import embedded
embedded.join()
from csoregistry.embedded.valkey import Valkey
import psycopg
with psycopg.connect(embedded.database_url(), autocommit=True) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS note (text text)")
    started = str(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0])
    written = [row[0] for row in connection.execute("SELECT text FROM note ORDER BY text")]
    if len(sys.argv) > 1:
        connection.execute("INSERT INTO note VALUES (%s)", [sys.argv[1]])
broker = Valkey(embedded.PLACES)
answer = broker.ask(b"LRANGE notes 0 -1\\r\\n").decode().split()
queued = [word for word in answer if word[0] not in "*$"]
if len(sys.argv) > 1:
    broker.ask(f"RPUSH notes {sys.argv[1]}\\r\\n".encode())
    broker.ask(b"WAITAOF 1 0 5000\\r\\n")
found = {"started": started, "written": written, "queued": queued, "address": embedded.database_url()}
print(json.dumps(found), flush=True)
sys.stdin.read()
"""


@dataclass
class Guest:
    """A program that has joined a checkout's servers."""

    process: subprocess.Popen[str]
    found: dict[str, Any]

    def leave(self) -> None:
        """End the program as a program ends, and wait for it."""
        _, errors = self.process.communicate(timeout=300)
        if (self.process.returncode, errors) != (0, ""):
            raise AssertionError(f"exit code {self.process.returncode}\n{errors}")


@dataclass(frozen=True)
class Checkout:
    """The part of the tree that starts servers, copied to `root`; run by the account `uid` where that is not us."""

    root: Path
    python: str = sys.executable
    uid: int | None = None

    @classmethod
    def at(cls, root: Path, *, python: str = sys.executable, uid: int | None = None) -> "Checkout":
        shutil.copytree(ROOT / "csoregistry", root / "csoregistry", ignore=shutil.ignore_patterns("__pycache__"))
        if uid is not None:
            for path in [root, *root.rglob("*")]:
                os.chown(path, uid, uid)
        return cls(root, python, uid)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program, without waiting for what it says."""
        environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
        environment |= {"PYTHONPATH": os.pathsep.join([str(self.root), *site_packages()]), "HOME": str(self.root)}
        account: dict[str, Any] = {} if self.uid is None else {"user": self.uid, "group": self.uid, "extra_groups": []}
        return subprocess.Popen(
            [self.python, "-c", PROGRAM, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.root,
            env=environment,
            **account,
        )

    def join(self, *arguments: str) -> Guest:
        """Start the program and wait until it has joined; `arguments` is a note for it to write."""
        return arrived(self.start(*arguments))

    def running(self) -> set[str]:
        """Return the servers of which anything is alive."""
        return {name for name in ("postgres", "valkey") if not self._free(name)}

    def pids(self) -> list[int]:
        """Return the process numbers of the two servers."""
        files = [self.root / "var/postgres/postmaster.pid", self.root / "var/valkey/valkey.pid"]
        return [int(path.read_text().split()[0]) for path in files]

    def kill_servers(self) -> None:
        """Kill both servers as a power cut would."""
        for pid in self.pids():
            os.kill(pid, signal.SIGKILL)

    def _free(self, name: str) -> bool:
        descriptor = open_lock(self.root / "var/lock" / name)
        try:
            return try_exclusive(descriptor)
        finally:
            os.close(descriptor)

    def clear_away(self) -> None:
        """Leave nothing running, whatever a test did."""
        with suppress(OSError, ValueError, IndexError):
            self.kill_servers()


def arrived(process: subprocess.Popen[str]) -> Guest:
    """Wait until a started program has joined."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise AssertionError(process.communicate(timeout=300)[1])
    return Guest(process, json.loads(line))


def site_packages() -> list[str]:
    """Return where the installed packages lie."""
    return [path for path in sys.path if path.endswith("site-packages")]
