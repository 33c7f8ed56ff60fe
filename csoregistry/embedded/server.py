"""What the two embedded servers have in common.

While a server runs, its process holds the lock `var/lock/NAME`, handed to it at the start. So whether anything of it
is still alive is a question to the lock, never to a number in a pid file: a lock cannot outlive its process, and no
other program that got the same number is taken for it.
"""

import os
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from csoregistry.embedded.account import Account, open_tree, open_way_to
from csoregistry.embedded.locks import open_lock, try_exclusive
from csoregistry.embedded.places import EmbeddedError, Places

# Recovery after a crash and a clean stop both take seconds; a minute means that something is wrong.
PATIENCE_SECONDS = 60


class Server(ABC):
    """One embedded server of one checkout."""

    name: str

    def __init__(self, places: Places) -> None:
        self.places = places

    @property
    def data(self) -> Path:
        return self.places.var / self.name

    @property
    def log(self) -> Path:
        return self.places.logs / f"{self.name}.log"

    @abstractmethod
    def answers(self) -> bool:
        """Ask the server something, and say whether it answered as a ready server does."""

    @abstractmethod
    def launch(self, account: Account, lock: int) -> None:
        """Start the server, detached, and hand it the descriptor `lock`."""

    @abstractmethod
    def halt(self, account: Account) -> None:
        """Ask the running server to stop cleanly."""

    def ensure(self, account: Account) -> None:
        """Find the server running, or start it. The caller holds the lock that serialises starts."""
        descriptor = open_lock(self.places.locks / self.name)
        try:
            if not self._free_or_answering(descriptor):
                return
            self._prepare(account)
            os.set_inheritable(descriptor, True)
            self.launch(account, descriptor)
        finally:
            os.close(descriptor)
        if not self._within(PATIENCE_SECONDS, self.answers):
            raise self.trouble("does not answer after its start")

    def stop(self, account: Account) -> None:
        """Stop the server where it runs, and wait until nothing of it is left."""
        descriptor = open_lock(self.places.locks / self.name)
        try:
            if not try_exclusive(descriptor):
                self.halt(account)
                self._within(PATIENCE_SECONDS, lambda: try_exclusive(descriptor))
        finally:
            os.close(descriptor)

    def trouble(self, what: str) -> EmbeddedError:
        """Return an error that names the server, the log and the log's last lines."""
        try:
            tail = "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        except OSError as error:
            tail = str(error)
        return EmbeddedError(f"The embedded {self.name} server {what}. The end of {self.log}:\n{tail}")

    def program_folder(self, package: str, inside: str) -> Path:
        """Return the folder `inside` an installed wheel, without importing the wheel."""
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise EmbeddedError(f"The package {package} is not installed. Run `make install`.")
        return Path(spec.origin).resolve().parent / inside

    def run(self, account: Account, command: list[str | Path], lock: int | None = None) -> int:
        """Run a program of the server with a clean environment, its words to the log; return its exit code."""
        with self.log.open("ab") as log:
            return subprocess.run(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                # PGPORT, PGDATA and their like are somebody else's; the language of the log is ours to read.
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                pass_fds=() if lock is None else (lock,),
                umask=0o077,
                check=False,
                **account.run_as(),
            ).returncode

    def _free_or_answering(self, descriptor: int) -> bool:
        """Return True with the lock held where no server is there, False where one answers."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not try_exclusive(descriptor):
            if self.answers():
                return False
            if time.monotonic() > deadline:
                raise self.trouble("has a process that neither answers nor ends: stop it by hand")
            time.sleep(0.05)
        return True

    def _prepare(self, account: Account) -> None:
        self.places.logs.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.log.touch()
        owner = self.data.stat().st_uid
        if owner not in {os.geteuid(), account.uid}:
            raise EmbeddedError(f"{self.data} belongs to account {owner}. Run as that account, or delete it.")
        for path in (self.data, self.log):
            account.own(path)
        if account.changes:
            open_way_to(self.data)

    def _open_programs(self, account: Account, folder: Path) -> None:
        if account.changes:
            open_way_to(folder)
            open_tree(folder)

    @staticmethod
    def _within(seconds: float, done: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True
