"""Finding organisations by what a person typed: see `understanding.understand`."""

from organisations.search.understanding import Understanding, understand

__all__ = ["Understanding", "understand"]
