"""Which provinces border on which, by code; Phuket on Phang-nga, to which its bridges lead.

neighbours.txt was read off the outlines of geometry.json and looked through by hand: a province, then its neighbours.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def neighbours() -> dict[str, tuple[str, ...]]:
    """The neighbours of every province, in the order of their codes."""
    lines = Path(__file__).with_name("neighbours.txt").read_text(encoding="utf-8").splitlines()
    return {province: tuple(others) for province, *others in (line.split() for line in lines)}
