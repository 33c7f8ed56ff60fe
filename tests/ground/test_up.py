"""`python -m csoregistry.up`: from nothing to an answering site, and nothing left behind."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from csoregistry.environment import ROOT
from csoregistry.notes import FOLDERS

PATIENCE = 300  # seconds
READY = "Ctrl-C stops everything"


pytestmark = pytest.mark.xdist_group("up")


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A copy of the code with a var/ of its own; all tests of this file use it, one after the other."""
    # Not pytest's own folder, which every test run closes again to the account of the servers.
    folder = Path(tempfile.mkdtemp(prefix="checkout-"))
    folder.chmod(0o755)
    root = folder / "a"
    for name in (*FOLDERS, "templates", "requirements"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("manage.py", "Procfile"):
        shutil.copy2(ROOT / name, root / name)
    yield root
    subprocess.run([sys.executable, "manage.py", "stop_servers"], cwd=root, env=environment(1), check=True)
    shutil.rmtree(folder)


def environment(port: int) -> dict[str, str]:
    # As on the machine of somebody who tries the registry: with servers of its own, and bytecode kept.
    left_out = {"DATABASE_URL", "REDIS_URL", "HOST", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"PORT": str(port), "DJANGO_SETTINGS_MODULE": "csoregistry.settings"}


def free_port() -> int:
    """A port that nobody listens on, of those that the system hands out to nobody, so that it stays free."""
    for port in random.sample(range(20_000, 32_000), 1000):
        with socket.socket() as attempt, suppress(OSError):
            attempt.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def started(root: Path, port: int) -> tuple[subprocess.Popen[str], list[str]]:
    """Start it as a shell does, wait until it says that it is ready, and return it with what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "csoregistry.up", "--no-demo"],
        cwd=root,
        env=environment(port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said: list[str] = []
    for line in process.stdout or ():
        said.append(line.rstrip())
        if READY in line:
            return process, said
    process.communicate()
    raise AssertionError("\n".join(said))


def left_behind(root: Path) -> list[str]:
    """Return the command of every process that works in the checkout or runs something of it."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            place, words = (entry / "cwd").resolve(), (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if entry.name.isdigit() and (root in (place, *place.parents) or str(root) in words):
            found.append(words)
    return found


def steps(said: list[str]) -> list[str]:
    return [line for line in said if line.startswith("==> ")]


def ended(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=PATIENCE)[0]


def _a_first_start_says_what_it_does_and_ctrl_c_leaves_nothing(checkout: Path) -> None:
    port = free_port()
    process, said = started(checkout, port)
    assert steps(said) == [
        "==> Starting the embedded PostgreSQL and Valkey",
        "==> Making the tables of the database",
        "==> Gathering static files",
        "==> Loading provinces, districts and subdistricts",
        "==> Loading taxonomies",
        "==> Loading plans",
        "==> Loading the proposals of the CSOs Forum",
        f"==> Ready: http://localhost:{port}/",
    ]
    with urllib.request.urlopen(f"http://localhost:{port}/readyz") as answer:
        assert json.load(answer) == {"ready": True, "database": "ok", "broker": "ok", "storage": "ok"}
    os.killpg(process.pid, signal.SIGINT)
    assert ended(process).splitlines()[-1] == "==> Stopped."
    assert (process.returncode, left_behind(checkout)) == (0, [])


def _a_second_start_prepares_nothing(checkout: Path) -> subprocess.Popen[str]:
    port = free_port()
    process, said = started(checkout, port)
    assert steps(said) == [
        "==> Starting the embedded PostgreSQL and Valkey",
        f"==> Ready: http://localhost:{port}/",
    ]
    return process


def _everything_killed_is_recovered_and_sigterm_leaves_nothing(checkout: Path, running: subprocess.Popen[str]) -> None:
    running.kill()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().decode()
            except OSError:
                continue
            if str(checkout) in words:
                os.kill(int(entry.name), signal.SIGKILL)
    running.communicate()
    process, _ = started(checkout, free_port())
    process.terminate()
    assert ended(process).splitlines()[-1] == "==> Stopped."
    assert left_behind(checkout) == []


def test_started_stopped_started_again_killed_and_recovered(checkout: Path) -> None:
    """One story on one checkout: each part goes on from what the one before it left."""
    _a_first_start_says_what_it_does_and_ctrl_c_leaves_nothing(checkout)
    running = _a_second_start_prepares_nothing(checkout)
    _everything_killed_is_recovered_and_sigterm_leaves_nothing(checkout, running)


def test_a_taken_port_is_said_before_anything_starts(checkout: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AssertionError) as raised:
            started(checkout, port)
    assert str(raised.value) == (
        f"Port {port} cannot be used (Address already in use). Stop what listens there, or choose another port: "
        f"PORT={port % 65535 + 1} make run"
    )
