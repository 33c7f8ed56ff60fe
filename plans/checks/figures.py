"""Money, baselines and targets: figures that can be, of nodes and provinces that are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from places.models import Province
from plans.checks.lists import UNKNOWN, once
from plans.reading import Document, Path, Problem

# Columns hold two decimals; baht 13 digits before them, other figures 16.
LARGEST_BAHT, LARGEST = 10**13, 10**16


def check(document: Document) -> list[Problem]:
    return [*_references(document), *_money(document), *_observations(document)]


def _references(document: Document) -> Iterator[Problem]:
    data = document.data
    numbers = {node["number"] for _path, node, _parent in document.walk()}
    provinces = set(Province.objects.values_list("code", flat=True))
    groups: list[tuple[Path, list[dict[str, Any]]]] = [
        (("indicators",), data.get("indicators", [])),
        (("budget", "lines"), data.get("budget", {}).get("lines", [])),
    ]
    for position, indicator in enumerate(data.get("indicators", [])):
        targets = indicator.get("targets", [])
        path: Path = ("indicators", position, "targets")
        groups.append((path, targets))
        last = str(data["last_year"])
        keys = [
            ((*path, n), (target.get("period", last), target.get("province", ""))) for n, target in enumerate(targets)
        ]
        for problem in once(document, keys):
            yield replace(problem, message=_("There is a target for this period and place already."), values={})
    for path, rows in groups:
        for position, row in enumerate(rows):
            if "node" in row and row["node"] not in numbers:
                yield document.problem((*path, position, "node"), UNKNOWN, given=row["node"], list=_("nodes"))
            if "province" in row and row["province"] not in provinces:
                message = _("“%(given)s” is not the code of a province.")
                yield document.problem((*path, position, "province"), message, given=row["province"])


def _money(document: Document) -> Iterator[Problem]:
    budget = document.data.get("budget", {})
    amounts: list[tuple[Path, Any]] = []
    if "total_baht" in budget:
        amounts.append((("budget", "total_baht"), budget["total_baht"]))
    lines = enumerate(budget.get("lines", []))
    amounts += [(("budget", "lines", position, "amount_baht"), line["amount_baht"]) for position, line in lines]
    amounts += [
        ((*path, "budget_baht"), node["budget_baht"])
        for path, node, _parent in document.walk()
        if "budget_baht" in node
    ]
    for path, amount in amounts:
        if not _can_be(amount, LARGEST_BAHT):
            yield document.problem(
                path, _("“%(given)s” is not an amount of baht: digits, with at most two decimals."), given=amount
            )


def _observations(document: Document) -> Iterator[Problem]:
    for position, indicator in enumerate(document.data.get("indicators", [])):
        here: Path = ("indicators", position)
        figures = [((*here, "baseline", "value"), indicator["baseline"])] if "baseline" in indicator else []
        figures += [((*here, "targets", n, "value"), target) for n, target in enumerate(indicator.get("targets", []))]
        for path, figure in figures:
            value = figure["value"]
            if isinstance(value, (str, bool)):
                continue
            if not _can_be(value, LARGEST):
                yield document.problem(
                    path, _("“%(given)s” is not a figure: digits, with at most two decimals."), given=value
                )
            elif indicator["kind"] == "percentage" and not 0 <= value <= 100:
                yield document.problem(path, _("“%(given)s” is not a percentage from 0 to 100."), given=value)
            elif value < 0 and indicator["kind"] in {"money", "computed"}:
                yield document.problem(
                    path, _("“%(given)s” is less than 0, which this indicator cannot be."), given=value
                )


def _can_be(value: int | float, largest: int) -> bool:
    if not math.isfinite(value) or abs(value) >= largest:
        return False
    exact = Decimal(str(value))
    return exact == round(exact, 2)
