"""Where a reader can go: the main menu, bread crumbs and addresses that may not exist (yet)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from core import formats

EVERYONE = "everyone"
SIGNED_IN = "signed-in"


@dataclass(frozen=True)
class Place:
    """One entry of the menu: where it leads, whether the reader is there ("page"), below it ("true") or not ("")."""

    label: str
    url: str
    current: str = ""


def address(target: str, *args: Any) -> str:
    """The address of a URL name; an address given as such stays; "" where there is no such name."""
    if target.startswith(("/", "?", "#", "http://", "https://")):
        return target
    return _address(target, args, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=4096)
def _address(target: str, args: tuple[Any, ...], urlconf: str, _prefix: str) -> str:
    try:
        return reverse(target, urlconf, args=args)
    except NoReverseMatch:
        return ""


def may_enter(user: Any, right: str) -> bool:
    """Whether the menu shows an entry: to everyone, to those signed in, or to those whose `can` says so."""
    if right == EVERYONE:
        return True
    if user is None or not user.is_authenticated:
        return False
    if right == SIGNED_IN:
        return True
    return bool(user.can(right))


def main_menu(request: HttpRequest) -> list[Place]:
    """The entries of settings.NAVIGATION that exist and that this reader may enter, in order."""
    user, path = getattr(request, "user", None), request.path
    targets = tuple([target for _label, target, _right in settings.NAVIGATION])
    known = _entries(targets, formats.language(), get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
    return [Place(label, url, _current(path, url)) for label, url, right in known if may_enter(user, right)]


@lru_cache(maxsize=16)
def _entries(_targets: tuple[str, ...], _tongue: str, _urlconf: str, _prefix: str) -> list[tuple[str, str, str]]:
    """Label, address and right of what stands in the menu for anybody: the same on every page of a language."""
    found = [(str(label), address(target), right) for label, target, right in settings.NAVIGATION]
    return [entry for entry in found if entry[1]]


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""


def trail(steps: Sequence[Any]) -> list[Place]:
    """Bread crumbs from label, target, label, target, …, label: the last label alone is the page itself."""
    places = []
    for position in range(0, len(steps), 2):
        label = str(steps[position])
        target = str(steps[position + 1]) if position + 1 < len(steps) else ""
        places.append(Place(label, address(target) if target else "", "" if target else "page"))
    return places
