"""Runs the processes of Procfile side by side, until one ends or somebody asks to stop."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from csoregistry import notes
from csoregistry.environment import ROOT

DEMO_ACCOUNTS = ("admin", "staff", "coordinator", "coordinator.south", "agency", "committee")
# Pages come before long jobs, also while all three are starting on a small machine.
AFTER_THE_PAGES = frozenset({"worker", "beat"})
# How long a process may take to end in order, on a busy machine.
PATIENCE_SECONDS = 15
# What a terminal sends at Ctrl-C, what a service manager sends, and what a closed terminal sends.
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Say = Callable[[str], None]


class CannotRun(RuntimeError):
    """The processes cannot run. The message is a sentence that says what to do."""


def require_free_port(host: str, port: str) -> None:
    """Raise CannotRun with what to do where the port is no number or somebody else listens on it."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotRun(f"PORT must be a number from 1 to 65535, not {port!r}.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, int(port)))
        except OSError as error:
            raise CannotRun(
                f"Port {port} cannot be used ({error.strerror}). Stop what listens there, or choose another port: "
                f"PORT={int(port) % 65535 + 1} make run"
            ) from None


def commands() -> dict[str, str]:
    """Return the command of each process, by its name."""
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    return {name: command.strip() for name, _, command in (line.partition(":") for line in lines) if command}


def run(*, host: str, port: str, say: Say) -> None:
    """Run all processes until Ctrl-C, SIGTERM or SIGHUP; raise CannotRun where one of them ends by itself."""
    accounts = notes.demo_accounts(DEMO_ACCOUNTS)
    # The virtual environment's programs, whether it is activated or not.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": path, "HOST": host, "PORT": port, "PYTHONUNBUFFERED": "1"}
    crew = Crew(say)
    before = {number: signal.signal(number, lambda *_: crew.stop()) for number in ENDINGS}
    address = f"http://localhost:{port}/" if host in {"127.0.0.1", "0.0.0.0"} else f"http://{host}:{port}/"  # noqa: S104
    threading.Thread(target=_announce, args=(address, accounts, crew), daemon=True).start()
    try:
        for name, command in commands().items():
            crew.start(name, f"nice -n 5 {command}" if name in AFTER_THE_PAGES else command, environment)
        ended = crew.wait()
    finally:
        crew.end()
        for number, handler in before.items():
            signal.signal(number, handler)
    if ended is not None:
        raise CannotRun(f"The process {ended} ended by itself; its last words are above.")
    crew.tell("==> Stopped.")


class Crew:
    """Processes that live and end together, each line of theirs said with its name before it."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._processes: dict[str, subprocess.Popen[str]] = {}
        self._asked = threading.Event()

    def start(self, name: str, command: str, environment: dict[str, str]) -> None:
        """Start a shell command in a session of its own: a Ctrl-C reaches it through us only, in order."""
        process = subprocess.Popen(
            ["sh", "-c", f"exec {command}"],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        self._processes[name] = process
        threading.Thread(target=self._repeat, args=(name, process), daemon=True).start()

    def tell(self, text: str) -> None:
        """Say something; where nobody listens any more (`make run | head`), stop."""
        try:
            self._say(text)
        except OSError:
            self.stop()

    def stop(self) -> None:
        """Ask for the end; `wait` returns then."""
        self._asked.set()

    @property
    def stopping(self) -> bool:
        return self._asked.is_set()

    def wait(self) -> str | None:
        """Wait until somebody asks to stop (None), or a process ends by itself (its name)."""
        while not self._asked.wait(0.1):
            for name, process in self._processes.items():
                if process.poll() is not None:
                    return name
        return None

    def end(self) -> None:
        """End all processes, by force where they take too long, and whatever they started."""
        for process in self._processes.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in self._processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0, deadline - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _repeat(self, name: str, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            self.tell(f"{name:<6} | {line.rstrip()}")


def _end_with_parent() -> None:
    """Have the kernel end this process when its parent is killed, where the kernel does such things (Linux)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _announce(address: str, accounts: list[str], crew: Crew) -> None:
    while not _ready(address):
        if crew.stopping:
            return
        time.sleep(0.1)
    crew.tell(f"\n==> Ready: {address}")
    if accounts:
        crew.tell(f"    Demo accounts: {', '.join(accounts)}; password: registry-demo")
    crew.tell("    Ctrl-C stops everything; the data stay.\n")


def _ready(address: str) -> bool:
    with suppress(OSError, ValueError), urllib.request.urlopen(f"{address}readyz", timeout=5) as answer:  # noqa: S310
        return bool(json.load(answer)["ready"])
    return False
