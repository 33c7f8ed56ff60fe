"""Typing into a form while browser, network or session fail, and how much of it is there afterwards.

The browser tests use it for a few moments, bench/entry_faults.py for thirty.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Error, Page

KINDS = ("browser", "network", "session")
LETTERS = "กขคงจชซดตถทนบปผฝพฟมยรลวสหอฮ"


@dataclass(frozen=True)
class Pace:
    """How fast things go. Seconds; `limit`: how much typing may be lost, `marks`: of the form, None as they are."""

    shortest: float = 4.0
    longest: float = 28.0
    goes_on: float = 5.0
    comes_back: float = 6.0
    limit: float = 15.0
    marks: tuple[int, int] | None = None


@dataclass(frozen=True)
class Outcome:
    """What one failure cost: characters typed, those lost, those lost although typed before the limit, seconds."""

    kind: str
    typed: int
    lost: int
    lost_before_limit: int
    seconds_lost: float


def one_failure(
    *,
    launch: Callable[[], Browser],
    sign_in: Callable[[Browser], Page],
    end_sessions: Callable[[], Any],
    address: str,
    field: str,
    kind: str,
    pace: Pace,
    chance: random.Random,
) -> Outcome:
    """Type into `field` (a selector) of the form at `address`, let something fail at a random moment, and look again.

    The browser always ends by crashing: what its pages would do on leaving is not counted on.
    """
    browser = launch()
    page = sign_in(browser)
    page.goto(address)
    if pace.marks:
        page.locator("form[data-typed]").evaluate(
            "(form, marks) => [form.dataset.typedAfter, form.dataset.typedEvery] = marks", list(pace.marks)
        )
    page.locator(field).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    keys: list[tuple[float, str]] = []
    _type(page, keys, chance.uniform(pace.shortest, pace.longest), chance)
    if kind == "network":
        page.context.set_offline(True)
        _type(page, keys, chance.uniform(0, pace.goes_on), chance)
        page.context.set_offline(False)
        page.wait_for_timeout(1000 * pace.comes_back)
    if kind == "session":
        end_sessions()
        # Told of it by a window over the page, a person closes that and types on.
        _type(page, keys, chance.uniform(0, pace.goes_on), chance)
    crashed = time.monotonic()
    with suppress(Error):
        browser.new_browser_cdp_session().send("Browser.crash")
    with suppress(Error):
        browser.close()

    browser = launch()
    page = sign_in(browser)
    page.goto(address)
    begun = page.locator(".task-name a")
    if address.endswith("/new/") and begun.count():
        begun.first.click()
        page.wait_for_url("**typed=**")
    found = page.locator(field).input_value()
    browser.close()
    written = "".join(letter for _at, letter in keys)
    kept = next((length for length in range(len(written), -1, -1) if found.startswith(written[:length])), 0)
    missing = [at for at, _letter in keys[kept:]]
    return Outcome(
        kind,
        len(written),
        len(missing),
        sum(at < crashed - pace.limit for at in missing),
        crashed - missing[0] if missing else 0.0,
    )


def _type(page: Page, keys: list[tuple[float, str]], seconds: float, chance: random.Random) -> None:
    """Type letters at a person's pace for so long, and write down when each was typed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if page.locator("dialog[open]").count():
            page.locator("dialog[open] [data-session-close]:visible").click()
        letter = chance.choice(LETTERS)
        page.keyboard.insert_text(letter)
        keys.append((time.monotonic(), letter))
        page.wait_for_timeout(chance.uniform(40, 300))
