"""Thirty moments at which browser, network or session fail while somebody types: what is lost.

A web server of this checkout's own database, an account made for it, and Chromium; everything at the pace of people,
with the intervals that users have. Takes some fifteen minutes.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from bench.rows import Row

MOMENTS = 30
SEED = 2565
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
NAME = "bench.entry"


def measure() -> Iterator[Row]:
    """Characters lost that were typed more than 15 s before the failure, and the most seconds of typing lost."""
    from tests.browser.faults import KINDS, Outcome

    found: list[Outcome] = list(_outcomes())
    for kind in KINDS:
        some = [one for one in found if one.kind == kind]
        what = f"typing, {kind} killed at {len(some)} moments"
        yield Row(f"{what}: lost beyond 15 s", "ours", sum(one.lost_before_limit for one in some), "characters")
        yield Row(f"{what}: most lost", "ours", max(one.seconds_lost for one in some), "s")
        yield Row(f"{what}: typed", "ours", sum(one.typed for one in some), "characters")


def _outcomes() -> Iterator:
    from playwright.sync_api import Browser, Page, sync_playwright

    from tests.browser.faults import KINDS, Pace, one_failure

    chance = random.Random(SEED)
    with _account() as (user, password), _server() as url, sync_playwright() as playwright:

        def launch() -> Browser:
            return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET.split())

        def sign_in(browser: Browser) -> Page:
            page = browser.new_context(base_url=url).new_page()
            page.set_default_timeout(60_000)
            page.goto("/accounts/login/")
            page.locator("#id_login").fill(user.username)
            page.locator("#id_password").fill(password)
            page.locator("main form button").click()
            page.wait_for_url("**/")
            return page

        for moment in range(MOMENTS):
            outcome = one_failure(
                launch=launch,
                sign_in=sign_in,
                end_sessions=lambda: _end_sessions(user),
                address="/organisations/new/",
                field="#id_name_th",
                kind=KINDS[moment % len(KINDS)],
                pace=Pace(),
                chance=chance,
            )
            print(f"{moment + 1:>3} {outcome}", file=sys.stderr, flush=True)
            _forget(user)
            yield outcome


@contextmanager
def _account() -> Iterator:
    """A coordinator of one province for this run; gone afterwards, with what was typed."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    from accounts.models import User, UserProvince

    password = secrets.token_urlsafe(20)
    User.objects.filter(username=NAME).delete()
    user = User(username=NAME, name=NAME, email="bench@localhost", role="coordinator", is_demo=True)
    user.set_password(password)
    user.save()
    UserProvince.objects.create(user=user, province_id="50")
    try:
        yield user, password
    finally:
        _forget(user)
        _end_sessions(user)
        user.delete()


def _forget(user: object) -> None:
    from organisations.models import TypedAnswers

    TypedAnswers.objects.of(user).delete()


def _end_sessions(user: object) -> None:
    from django.contrib.sessions.models import Session

    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") == str(getattr(user, "pk", "")):
            session.delete()


@contextmanager
def _server() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = f"gunicorn csoregistry.wsgi --worker-class gthread --threads 8 --bind fd://{listening.fileno()}"
        process = subprocess.Popen(
            [sys.executable, "-m", *command.split(), "--no-control-socket"],
            pass_fds=[listening.fileno()],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            # The socket listens already: this waits until the server has started.
            with urllib.request.urlopen(f"{url}/healthz", timeout=120):
                yield url
        finally:
            process.terminate()
            process.wait(20)
