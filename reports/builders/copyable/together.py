"""Puts the runs of a cluster into one, so that one ActualText says it whole."""

from __future__ import annotations

import re
from decimal import Decimal

from .clusters import SARA_AM, Cluster
from .operators import OPERATOR, up_to_the_end

_PLACE = re.compile(rb"q 1 0 0 -1 ([-\d.]+) ([-\d.]+) cm")
# A drawing that shows one run and nothing else.
_ALONE = re.compile(
    _PLACE.pattern + rb"/c\d+ cs [^\n]* scn\nBT(?:/Span<<[^>]*>>>BDC)? 0 Tr/f\d+ [\d.]+ Tf 1 0 0 -1 0 0 Tm"
    rb"(" + OPERATOR + rb")\n(?:EMC\n)?ET\nQ\n",
    re.DOTALL,
)
_MOVED_RIGHT = re.compile(rb"^\[-\d+")
HAIR = Decimal("0.01")  # points


def together(page: bytes, clusters: list[Cluster]) -> bytes:
    """The page with each cluster in one run, moved glyphs too."""
    changes: list[tuple[int, int, bytes]] = []
    for cluster in clusters:
        first, others = cluster.runs[0], cluster.runs[1:]
        if not others:
            if wider := cluster.instead:
                changes.append((first.shown, first.shown + len(first.operator), wider))
            continue
        if SARA_AM in cluster.text:
            continue
        blocks = [block for run in others if (block := _block(page, run.shown))]
        here = _PLACE.search(page, max(0, page.rfind(b"q 1 0 0 -1 ", 0, first.shown)))
        if here is None or len(blocks) < len(others):
            continue
        added = b""
        for block in blocks:
            dx, dy = (Decimal(block[at].decode()) - Decimal(here[at].decode()) for at in (1, 2))
            # pdfium sorts by place: the moved glyph must begin before what follows the cluster, if by a hair.
            move = b"\n1 0 0 -1 %s %s Tm" % (str(dx - HAIR).encode(), str(-dy).encode())
            added += move + up_to_the_end(_MOVED_RIGHT.sub(rb"[", block[3]), first.size)
            changes.append((*block.span(), b""))
        # A letter alone has no ActualText; what is moved off it follows it, as the letter ends its run.
        after = first.end if first.end >= 0 else first.shown + len(first.operator)
        changes.append((after, after, added + (b"\n" if first.end >= 0 else b"")))
    parts, at = [], 0
    for start, end, instead in sorted(changes):
        parts += [page[at:start], instead]
        at = end
    return b"".join([*parts, page[at:]])


def _block(page: bytes, shown: int) -> re.Match[bytes] | None:
    """The drawing of a run of its own: its place (1, 2) and what shows it (3)."""
    found = _ALONE.match(page, max(0, page.rfind(b"q 1 0 0 -1 ", 0, shown)))
    return found if found and found.start(3) == shown else None
