"""Runs the processes of Procfile side by side, until one ends or somebody asks to stop."""

import json
import os
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from honcho import manager as honcho
from honcho.environ import parse_procfile
from honcho.printer import Printer

from csoregistry import notes
from csoregistry.environment import ROOT

DEMO_ACCOUNTS = ("admin", "staff", "coordinator", "coordinator.south", "agency", "committee")
# Pages come before long jobs, also while all three are starting on a small machine.
AFTER_THE_PAGES = frozenset({"worker", "beat"})


# A busy machine takes longer than honcho's five seconds to end three processes in order.
honcho.KILL_WAIT = 15


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
    return dict(parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes)


def run(*, host: str, port: str, say: Callable[[str], None]) -> None:
    """Run all processes until Ctrl-C or SIGTERM; raise CannotRun where one of them ends by itself."""
    accounts = notes.demo_accounts(DEMO_ACCOUNTS)
    # The virtual environment's programs, whether it is activated or not.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": path, "HOST": host, "PORT": port, "PYTHONUNBUFFERED": "1"}
    manager = honcho.Manager(Printer(sys.stdout))
    for name, command in commands().items():
        patient = "nice -n 5 " if name in AFTER_THE_PAGES else ""
        manager.add_process(name, f"exec {patient}{command}", env=environment, cwd=str(ROOT))
    address = f"http://localhost:{port}/" if host in {"127.0.0.1", "0.0.0.0"} else f"http://{host}:{port}/"  # noqa: S104
    threading.Thread(target=_announce, args=(address, accounts, say), daemon=True).start()
    manager.loop()
    # honcho's own signals are -2 and -15, as the processes that it ended report them.
    if manager.returncode and manager.returncode > 0 and manager.returncode not in {130, 143}:
        raise CannotRun(f"A process ended by itself (exit code {manager.returncode}); its last words are above.")
    say("==> Stopped.")


def _announce(address: str, accounts: list[str], say: Callable[[str], None]) -> None:
    while not _ready(address):
        time.sleep(0.2)
    say(f"\n==> Ready: {address}")
    if accounts:
        say(f"    Demo accounts: {', '.join(accounts)}; password: registry-demo")
    say("    Ctrl-C stops everything; the data stay.\n")


def _ready(address: str) -> bool:
    with suppress(OSError, ValueError), urllib.request.urlopen(f"{address}readyz", timeout=5) as answer:  # noqa: S310
        return bool(json.load(answer)["ready"])
    return False
