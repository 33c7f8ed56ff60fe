"""The lists of records in a snapshot: which records, in which version, are behind what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Rows = list[list[Any]]
PERIODS = "periods"
# Where a report of one province names the records of all: its figures of regions and the nation lead to them.
NATION = "nation/"


def whole_of_period(behind: dict[str, Any], period: str) -> Rows:
    """The records of an indicator that count in a period, with all columns; none for a period that was not told."""
    if period not in behind.get(PERIODS, []):
        return []
    bit = 1 << behind[PERIODS].index(period)
    at = behind["columns"].index(PERIODS)
    return [row for row in behind["rows"] if row[at] & bit]


def of_period(behind: dict[str, Any], period: str) -> Rows:
    """[id, version] of the same."""
    return [row[:2] for row in whole_of_period(behind, period)]


def by_part(records: dict[str, Any]) -> Iterator[tuple[str, str, Rows]]:
    """(part, model, rows) of every list, those of indicators for their period and the one before it.

    What all provinces count is led to from a province's report, but is no part of it.
    """
    for part, behind in sorted(records.items()):
        if part.startswith(NATION):
            continue
        if PERIODS not in behind:
            yield part, behind["model"], behind["rows"]
            continue
        for period in behind[PERIODS][:2]:
            yield f"{part}/{period}", behind["model"], of_period(behind, period)
