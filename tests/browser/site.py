"""A whole site for the browser: gunicorn and a Celery worker, over a database with a small demo registry."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
ORGANISATIONS = 300
SECONDS_TO_START = 240


@dataclass(frozen=True)
class Site:
    """Where it answers, and what its processes wrote."""

    url: str
    folder: Path

    def log(self) -> str:
        return "".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("*.log")))


@contextmanager
def running_site(*, server: str, database: str, template: str, folder: Path) -> Iterator[Site]:
    """Run web and worker over a new database, made from `template` and filled with the demo registry.

    `server` is the URL of some database of the server, `folder` takes files, mail and logs.
    """
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "DATABASE_URL": urlsplit(server)._replace(path=f"/{database}").geturl(),
        "BROWSER_FOLDER": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    python = sys.executable
    _make_database(server, database, template)
    try:
        prepare = [python, "-m", "tests.browser.prepare", str(ORGANISATIONS)]
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            web = f"gunicorn csoregistry.wsgi --worker-class gthread --threads 8 --bind fd://{listening.fileno()}"
            worker = "celery --quiet --app csoregistry worker --pool solo --without-gossip --without-mingle"
            with (
                _process(f"{web} --no-control-socket", folder / "web.log", environment, listening.fileno()),
                _process(worker, folder / "worker.log", environment),
            ):
                site = Site(url, folder)
                _wait_until_ready(site)
                yield site
    finally:
        _drop_database(server, database)


def _make_database(server: str, database: str, template: str) -> None:
    _drop_database(server, database)
    with psycopg.connect(server, autocommit=True) as connection:
        names = map(sql.Identifier, (database, template))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))


def _drop_database(server: str, database: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


@contextmanager
def _process(command: str, log: Path, environment: dict[str, str], *descriptors: int) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command.split()],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=descriptors,
        )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(site: Site) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(f"{site.url}/readyz", timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"The site did not start:\n{site.log()}")
