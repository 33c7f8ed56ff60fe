"""The letters of each glyph, by the clusters that it is set in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .clusters import SARA_AM, TONES, UNSEEN, Cluster

NIKHAHIT, SARA_AA = "\u0e4d", "\u0e32"
Letters = dict[tuple[int, int], str]  # of a glyph, by font and number


def letters_of(clusters: Iterable[Cluster]) -> Letters:
    """The letters of all glyphs of these clusters; what the first cluster says of a glyph holds."""
    found: Letters = {}
    for cluster in clusters:
        glyphs = cluster.glyphs
        for glyph, letters in zip(glyphs, _own(cluster.text, len(glyphs)), strict=False):
            found.setdefault((cluster.font, glyph), letters)
    return found


@lru_cache(maxsize=10_000)
def _own(text: str, glyphs: int) -> tuple[str, ...]:
    """The letters of each of the glyphs that a cluster is set with; empty where they cannot be told."""
    text = text.translate(UNSEEN)
    if glyphs == 1:
        return (text,)
    if SARA_AM not in text:
        return tuple(text) if glyphs == len(text) else ()
    # ก้ำ is set as ก, ํ with ้ in one glyph, and า.
    base = text[: text.index(SARA_AM)]
    if not text.endswith(SARA_AM):
        return ()
    tone = base[-1] if base[-1:] and base[-1] in TONES else ""
    parts = (*base[: len(base) - len(tone)], NIKHAHIT + tone, SARA_AA)
    return parts if len(parts) == glyphs else ()
