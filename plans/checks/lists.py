"""Codes and numbers: each once, each meaning something; texts no longer than they can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from plans.reading import Document, Path, Problem

TWICE = _("“%(given)s” stands on line %(line)s already. Every one needs its own.")
UNKNOWN = _("“%(given)s” is not among the %(list)s of this document.")

STATEMENTS = ("vision", "objectives", "goals", "outcomes", "outputs", "mechanisms")
# What the tables keep, in characters.
LONGEST = {
    ("agencies", "name_th"): 200,
    ("agencies", "name_en"): 200,
    ("agencies", "abbreviation"): 40,
    ("levels", "name_th"): 100,
    ("levels", "name_en"): 100,
    ("indicators", "unit_th"): 60,
    ("indicators", "unit_en"): 60,
    ("indicators", "short_th"): 200,
    ("indicators", "short_en"): 200,
    ("approved_by", "th"): 200,
    ("approved_by", "en"): 200,
    ("lines", "area"): 200,
    ("lead", "printed"): 200,
    ("joint", "printed"): 200,
    ("supporting", "printed"): 200,
}


def check(document: Document) -> list[Problem]:
    return [*_twice(document), *_unknown(document), *_too_long(document)]


def _twice(document: Document) -> Iterator[Problem]:
    data = document.data
    if data["code"] in {"agencies", "evidence", "load"}:
        message = _("“%(given)s” is an address of its own. Give the plan another code.")
        yield document.problem(("code",), message, given=data["code"])
    for name, key in (("sources", "code"), ("levels", "code"), ("indicators", "code"), ("agencies", "code")):
        yield from once(
            document, [((name, position, key), item[key]) for position, item in enumerate(data.get(name, []))]
        )
    for name in STATEMENTS:
        numbers = [((*path, "number"), item["number"]) for path, item in _within((name,), data.get(name, []))]
        yield from once(document, numbers)


def _within(path: Path, items: list[dict[str, Any]]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every statement of a list, with those below it, in order."""
    for position, item in enumerate(items):
        here = (*path, position)
        yield here, item
        yield from _within((*here, "children"), item.get("children", []))


def once(document: Document, found: list[tuple[Path, Any]]) -> Iterator[Problem]:
    """A problem for each value that stands in the list a second time."""
    first: dict[Any, Path] = {}
    for path, value in found:
        if value in first:
            yield document.problem(path, TWICE, given=value, line=document.line(*first[value]))
        first.setdefault(value, path)


def _unknown(document: Document) -> Iterator[Problem]:
    data = document.data
    sources = {source["code"] for source in data.get("sources", [])}
    objectives = {item["number"] for item in data.get("objectives", [])}
    goals = {item["number"] for _path, item in _within(("goals",), data.get("goals", []))}
    for path, given in _values(data, "source", ()):
        if isinstance(given, str) and given not in sources:
            yield document.problem(path, UNKNOWN, given=given, list=_("sources"))
    for position, goal in enumerate(data.get("goals", [])):
        for place, given in enumerate(goal.get("objectives", [])):
            if given not in objectives:
                path = ("goals", position, "objectives", place)
                yield document.problem(path, UNKNOWN, given=given, list=_("objectives"))
    named: list[tuple[Path, Any]] = [
        (("indicators", n, "goal"), item["goal"]) for n, item in enumerate(data.get("indicators", [])) if "goal" in item
    ]
    for node_path, node, _parent in document.walk():
        named += [((*node_path, "goals", place), given) for place, given in enumerate(node.get("goals", []))]
    for path, given in named:
        if given not in goals:
            yield document.problem(path, UNKNOWN, given=given, list=_("goals"))


def _too_long(document: Document) -> Iterator[Problem]:
    for (group, key), longest in LONGEST.items():
        for path, text in _values(document.data, key, ()):
            names = [part for part in path if isinstance(part, str)]
            if group in names[-2:-1] and isinstance(text, str) and len(text) > longest:
                yield document.problem(path, _("“%(key)s” is longer than %(rule)s characters."), key=key, rule=longest)


def _values(part: Any, key: str, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every value that stands under a key, at any depth, with its path."""
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in items:
        if name == key:
            yield (*path, name), value
        yield from _values(value, key, (*path, name))
