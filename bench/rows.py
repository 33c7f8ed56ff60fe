"""What a benchmark hands over."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured figure: what was measured, by whom (ours, floor or peer), how much, and of what."""

    what: str
    who: str
    value: float
    unit: str
