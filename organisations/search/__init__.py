"""Finding organisations by what a person typed: see `understanding.understand`."""

from organisations.search.understanding import NOT_ASKED, Understanding, understand

__all__ = ["NOT_ASKED", "Understanding", "understand"]
