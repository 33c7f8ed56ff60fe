"""The figures of bench/results.json as tables to read. No benchmark by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

HEAD = """# What the benchmarks measured

Written by `make bench`; every line is of one run. The floor is the best that can be written by hand for the same
answer, the peer what others would use. Times differ from machine to machine; what counts are the ratios.
"""


def tables(results: Mapping[str, Any]) -> str:
    """bench/README.md: one table for each benchmark."""
    return "\n".join([HEAD, *(_section(name, found) for name, found in sorted(results.items()))])


def _section(name: str, found: Mapping[str, Any]) -> str:
    machine = found["machine"]
    lines = [
        f"## {name}",
        "",
        found["what"],
        "",
        f"Python {machine['python']}, {machine['cores']} cores of {machine['machine']}; took {found['seconds']} s.",
        "",
        "| what | unit | ours | floor | peer | ours ÷ floor | peer ÷ ours |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    figures: dict[tuple[str, str], dict[str, float]] = {}
    for row in found["rows"]:
        figures.setdefault((row["what"], row["unit"]), {})[row["who"]] = row["value"]
    for (what, unit), by in figures.items():
        ours, floor, peer = by.get("ours"), by.get("floor"), by.get("peer")
        cells = [what, unit, _figure(ours), _figure(floor), _figure(peer), _ratio(ours, floor), _ratio(peer, ours)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.2f}"


def _ratio(one: float | None, other: float | None) -> str:
    return f"{one / other:,.2f}" if one is not None and other else ""
