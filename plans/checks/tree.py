"""The tree: numbers once, every node under the right parent and at a level that the plan names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from plans.checks.lists import UNKNOWN, once
from plans.reading import Document, Path, Problem


def check(document: Document) -> list[Problem]:
    return [*_numbers(document), *_levels(document)]


def _numbers(document: Document) -> Iterator[Problem]:
    found = [((*path, "number"), node["number"]) for path, node, _parent in document.walk()]
    yield from once(document, found)
    numbers = {number for _path, number in found}
    for path, node, parent in document.walk():
        number = node["number"]
        if "/" in number:
            yield document.problem(
                (*path, "number"), _("“%(given)s” is part of an address: use a dot, not “/”."), given=number
            )
        above = number.rpartition(".")[0]
        stands_under = document.at(parent)["number"] if parent else ""
        if above in numbers and above != stands_under:
            message = _("“%(given)s” belongs under “%(above)s”, not under “%(under)s”.")
            yield document.problem((*path, "number"), message, given=number, above=above, under=stands_under or "–")


def _levels(document: Document) -> Iterator[Problem]:
    depths = {level["code"]: depth for depth, level in enumerate(document.data.get("levels", []))}
    found: dict[Path, int] = {(): -1}
    for path, node, parent in document.walk():
        depth = level_depth(node, found[parent], depths)
        if "level" in node and node["level"] not in depths:
            yield document.problem((*path, "level"), UNKNOWN, given=node["level"], list=_("levels"))
            depth = found[parent] + 1
        elif depth >= len(depths):
            message = _("“%(given)s” is nested deeper than the %(count)s levels that the document names.")
            yield document.problem((*path, "number"), message, given=node["number"], count=len(depths))
        elif depth <= found[parent]:
            message = _("“%(given)s” must stand at a level below its parent's.")
            yield document.problem((*path, "level"), message, given=node["number"])
        found[path] = depth


def level_depth(node: dict[str, Any], above: int, depths: dict[str, int]) -> int:
    """The depth of a node's level: its own level's, or the one below its parent's."""
    return depths.get(node["level"], above + 1) if "level" in node else above + 1
