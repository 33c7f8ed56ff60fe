"""The geometry of figures: from rows to lengths, lines and shades. Colours are in static/css/components/figure.css."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.formats import as_number

WIDTH = 1000  # bars are drawn on a strip of this width and stretched


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart; width and target_at in thousandths of the longest."""

    label: str
    value: Any
    url: str
    width: int
    target: Any = None
    target_at: int | None = None


def _get(row: Any, key: str) -> Any:
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)


def bars(rows: Sequence[Any], *, highest: float = 0) -> list[Bar]:
    """Bars of rows with label, value, perhaps url and target. The longest fills the strip, unless `highest` is more."""
    numbers = [float(part) for row in rows for part in (_get(row, "value"), _get(row, "target")) if part is not None]
    top = max([float(highest), *numbers], default=0.0) or 1.0

    def along(value: Any) -> int:
        return max(0, round(float(value) / top * WIDTH))

    return [
        Bar(
            label=str(_get(row, "label")),
            value=_get(row, "value"),
            url=str(_get(row, "url") or ""),
            width=0 if _get(row, "value") is None else along(_get(row, "value")),
            target=_get(row, "target"),
            target_at=None if _get(row, "target") is None else along(_get(row, "target")),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Line:
    """A sparkline on 120 by 32: the unbroken pieces as SVG points, the last dot, and every value with its label."""

    pieces: list[str] = field(default_factory=list)
    last: tuple[str, str] | None = None
    points: list[tuple[str, Any]] = field(default_factory=list)
    summary: str = ""


def line(values: Sequence[Any], *, labels: Sequence[Any] = ()) -> Line:
    """A sparkline of numbers, oldest first; None breaks the line. Drawn from zero unless a value is below it."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return Line(points=_points(values, labels))
    low, high = min(0.0, *known), max(0.0, *known)
    span = high - low or 1.0
    step = 120 / max(1, len(values) - 1)
    pieces: list[list[str]] = [[]]
    last = None
    for position, value in enumerate(values):
        if value is None:
            pieces.append([])
            continue
        last = (f"{position * step:.1f}", f"{30 - (float(value) - low) / span * 28:.1f}")
        pieces[-1].append(f"{last[0]},{last[1]}")
    summary = " → ".join(as_number(value) if value is not None else "–" for value in values)
    return Line([" ".join(piece) for piece in pieces if piece], last, _points(values, labels), summary)


def _points(values: Sequence[Any], labels: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(str(labels[position]) if position < len(labels) else "", value) for position, value in enumerate(values)]


@dataclass(frozen=True)
class Shade:
    """One place of a map: its step from 1 (fewest) to 5 (most), 0 for nought or for no figure at all."""

    key: Any
    label: str
    value: Any
    url: str
    step: int


@dataclass(frozen=True)
class Shades:
    """The places of a map, and the legend as (step, lowest, highest) of those steps that occur."""

    items: list[Shade]
    legend: list[tuple[int, Any, Any]]


def shades(rows: Sequence[Any], *, steps: int = 5) -> Shades:
    """Rows of code, label, value and url in steps of about as many places each; equal values always share a step."""
    above = sorted(value for row in rows if (value := _get(row, "value")) is not None and value > 0)

    def step(value: Any) -> int:
        if value is None or value <= 0:
            return 0
        # The rank of the first place with this value decides, so that equal values cannot part.
        return 1 + above.index(value) * steps // len(above)

    items = [
        Shade(
            _get(row, "code"),
            str(_get(row, "label")),
            (value := _get(row, "value")),
            str(_get(row, "url") or ""),
            step(value),
        )
        for row in rows
    ]
    legend = []
    for wanted in range(1, steps + 1):
        inside = [item.value for item in items if item.step == wanted]
        if inside:
            legend.append((wanted, min(inside), max(inside)))
    return Shades(items, legend)
