"""Agencies: every one named is described, and none stands within itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from plans.checks.lists import UNKNOWN
from plans.reading import Document, Path, Problem


def check(document: Document) -> list[Problem]:
    return [*_parents(document), *_named(document)]


def _parents(document: Document) -> Iterator[Problem]:
    agencies = document.data.get("agencies", [])
    parents = {agency["code"]: agency.get("parent") for agency in agencies}
    for position, agency in enumerate(agencies):
        path: Path = ("agencies", position, "parent")
        parent = agency.get("parent")
        if parent is None:
            continue
        if parent not in parents:
            yield document.problem(path, UNKNOWN, given=parent, list=_("agencies"))
            continue
        above: list[str] = []
        while parent is not None and parent not in above:
            above.append(parent)
            parent = parents.get(parent)
        if agency["code"] in above:
            yield document.problem(path, _("“%(given)s” stands within itself."), given=agency["code"])


def _named(document: Document) -> Iterator[Problem]:
    known = {agency["code"] for agency in document.data.get("agencies", [])}
    groups: list[Path] = [("responsible", role) for role in document.data.get("responsible", {})]
    for path, node, _parent in document.walk():
        groups += [(*path, role) for role in ("lead", "supporting") if role in node]
    for group in groups:
        named: set[str] = set()
        for position, part in enumerate(document.at(group)):
            path = (*group, position, "agency")
            if part["agency"] not in known:
                yield document.problem(path, UNKNOWN, given=part["agency"], list=_("agencies"))
            elif part["agency"] in named:
                yield document.problem(path, _("“%(given)s” is named twice in one list."), given=part["agency"])
            named.add(part["agency"])
