"""The outlines of the provinces, for maps on a page and in a document. Source and licence stand in geometry.json."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Geometry:
    """SVG paths on one view box: a province's by its two-digit code, and Songkhla lake."""

    view_box: str
    provinces: dict[str, str]
    water: str
    source: str


@lru_cache(maxsize=1)
def geometry() -> Geometry:
    return Geometry(**json.loads(Path(__file__).with_name("geometry.json").read_text(encoding="utf-8")))
