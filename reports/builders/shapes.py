"""The outlines of the provinces as lists of points, for a drawing in any format."""

from __future__ import annotations

import re
from functools import lru_cache

from places.geometry import geometry

_COMMANDS = re.compile(r"([MmLlHhVvZz])|(-?\d+(?:\.\d+)?)")

Points = list[list[int]]


@lru_cache(maxsize=1)
def provinces() -> dict[str, list[Points]]:
    """Closed lines by the code of the province, on the map's own grid (see `size`)."""
    return {code: _lines(path) for code, path in geometry().provinces.items()}


@lru_cache(maxsize=1)
def water() -> list[Points]:
    """Songkhla lake."""
    return _lines(geometry().water)


def size() -> tuple[int, int]:
    """Width and height of the map's grid."""
    _left, _top, width, height = (int(float(part)) for part in geometry().view_box.split())
    return width, height


def _lines(path: str) -> list[Points]:
    """The closed lines of an SVG path of straight moves. Raises ValueError for curves, which the map has none of."""
    lines: list[Points] = []
    x = y = 0
    command, numbers = "", list[int]()
    for letter, number in _COMMANDS.findall(path):
        if letter:
            command = letter
            numbers = []
            if letter in "zZ" and lines:
                x, y = lines[-1][0]
            continue
        numbers.append(round(float(number)))
        if len(numbers) < 2:
            continue
        dx, dy = numbers
        numbers = []
        if command in "Mm":
            x, y = (x + dx, y + dy) if command == "m" else (dx, dy)
            lines.append([[x, y]])
            command = "l" if command == "m" else "L"
        elif command in "Ll":
            x, y = (x + dx, y + dy) if command == "l" else (dx, dy)
            lines[-1].append([x, y])
        else:
            raise ValueError(f"The map has a “{command}”, which is no straight line.")
    return lines
