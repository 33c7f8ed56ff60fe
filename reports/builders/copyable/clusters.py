"""The clusters of a page: letters that are set together, and the runs of glyphs that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from .operators import OPERATOR, glyphs_of, number, read, up_to_the_end

_TEXT = re.compile(
    # Nearly every ActualText holds one operator and nothing else: such a one is read at once.
    rb"/Span<</ActualText<FEFF([0-9A-F]*)>>>BDC 0 Tr/(f\d+) ([\d.]+) Tf [-\d. ]+ Tm"
    rb"(" + OPERATOR + rb")\n(?P<whole>EMC)"
    rb"|/Span<</ActualText<FEFF(?P<said>[0-9A-F]*)>>>BDC"
    rb"|(?P<begin>BDC)|(?P<end>EMC)|/(?P<font>f\d+) (?P<size>[\d.]+) Tf(?: [-\d. ]+ Tm(?P<set>" + OPERATOR + rb"))?"
    rb"|(?P<shown>" + OPERATOR + rb")",
    re.DOTALL,
)
_SHOWS = frozenset({"size", "set", "shown"})
UNSEEN = {0x200B: None, 0x2060: None}  # zero-width space, word joiner
SARA_AM = "\u0e33"
NO_SIZE = Decimal(0)
TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"


# Plain classes: dataclasses take the process that sets a PDF as long to load as typst takes for a page.
class Run:
    """Glyphs that are shown together by an `operator`, the last of them where there are several.

    `shown` is where it stands in the page, `end` where their ActualText ends, or -1.
    """

    __slots__ = ("end", "glyphs", "operator", "shown", "size")

    def __init__(
        self,
        glyphs: tuple[int, ...] = (),
        operator: bytes = b"",
        shown: int = -1,
        end: int = -1,
        size: Decimal = NO_SIZE,
    ) -> None:
        self.glyphs, self.operator, self.shown, self.end, self.size = glyphs, operator, shown, end, size


class Cluster:
    """Letters that are set together, and the runs that show them."""

    __slots__ = ("font", "runs", "text")

    def __init__(self, font: int, text: str, run: Run) -> None:
        self.font, self.text, self.runs = font, text, [run]

    @property
    def glyphs(self) -> tuple[int, ...]:
        return tuple(glyph for run in self.runs for glyph in run.glyphs)

    @property
    def most(self) -> int:
        """How many glyphs it may have: ำ without a tone is set with two."""
        return len(self.text) + (1 if SARA_AM in self.text and not set(self.text) & set(TONES) else 0)

    @property
    def instead(self) -> bytes | None:
        """The operator that a cluster of one run needs in place of its own, if it needs another."""
        run = self.runs[0]
        if SARA_AM in self.text or run.end < 0:
            return None
        wider = up_to_the_end(run.operator, run.size)
        return None if wider == run.operator else wider

    def takes(self, font: int, text: str, glyphs: tuple[int, ...]) -> bool:
        """Whether these glyphs are more of this cluster and not the same letters once again."""
        if self.text != text or self.font != font:
            return False
        mine = self.glyphs
        return bool(mine) and len(mine) + len(glyphs) <= self.most and mine[0] not in glyphs


class _Known:
    """An ActualText with one operator in it.

    `is_whole`: its cluster can have no more runs; `is_plain`: and nothing of it changes in the page; `is_over`: and
    the first of them is found.
    """

    __slots__ = ("glyphs", "is_over", "is_plain", "is_whole", "size", "text")

    def __init__(self, alone: Cluster) -> None:
        (run,) = alone.runs
        self.text, self.glyphs, self.size = alone.text, run.glyphs, run.size
        self.is_whole = len(run.glyphs) >= alone.most
        self.is_plain = self.is_whole and alone.instead is None
        self.is_over = False


class Reader:
    """Reads the pages of one file, and remembers what it has seen: a few hundred clusters make a whole report.

    `said`: font → glyph → the text that the file says of it.
    """

    def __init__(self, said: Mapping[int, Mapping[int, str]]) -> None:
        self._several = {
            font: {glyph: text for glyph, text in table.items() if len(text) > 1} for font, table in said.items()
        }
        self._known: dict[tuple[int, bytes, bytes, bytes], _Known] = {}
        # Operators of letters that are glyphs of their own, by font.
        self._plain: set[tuple[int, bytes]] = set()
        # Texts of which there is nothing new to tell, by the fonts of their page.
        self._silent: dict[tuple[tuple[bytes, int], ...], set[bytes]] = {}
        self._found: list[Cluster] = []
        self._open: Cluster | None = None
        self._span: Run | None = None

    def clusters(self, page: bytes, fonts: Mapping[bytes, int]) -> list[Cluster]:
        """The clusters of a page that are more than one glyph of one letter, in order.

        Of those in which nothing is to be changed only the first of each kind in the file: they are nearly all.
        """
        silent = self._silent.setdefault(tuple(sorted(fonts.items())), set())
        self._found, self._span = [], None
        for start, end in _texts(page):
            text, told = page[start:end], len(self._found)
            is_fresh = self._open is None and self._span is None
            if is_fresh and text in silent:
                continue
            self._read(page, start, end, fonts)
            if is_fresh and self._open is None and self._span is None and len(self._found) == told:
                silent.add(text)
        self._close()
        return self._found

    def _read(self, page: bytes, start: int, end: int, fonts: Mapping[bytes, int]) -> None:
        font, size, said, depth = 0, NO_SIZE, "", 0
        # Looked up for each of some ten thousand matches.
        known, plain = self._known.get, self._plain
        for found in _TEXT.finditer(page, start, end):
            kind = found.lastgroup
            if kind == "whole":
                said_so, its_font, its_size, operator = found.group(1, 2, 3, 4)
                font = fonts[its_font]
                one = known((font, said_so, its_size, operator)) or self._learn(font, said_so, its_size, operator)
                if not one.is_over or self._open is not None:
                    self._take_whole(font, one, Run(one.glyphs, operator, found.start(4), found.start(5), one.size))
            elif kind in _SHOWS:
                if kind != "shown":
                    font, size = fonts[found["font"]], number(found["size"])
                if kind != "size" and ((font, operator := found[kind]) not in plain or self._span is not None):
                    self._take_shown(font, size, Run(glyphs_of(operator), operator, found.start(kind), -1, size))
            elif kind == "said":
                self._span, said, depth = Run(), read(found["said"]), 0
            elif kind == "begin" and self._span is not None:
                depth += 1
            elif kind == "end" and self._span is not None:
                if depth:
                    depth -= 1
                    continue
                self._span.end = found.start()
                self._take(font, said, self._span)
                self._span = None

    def _take_whole(self, font: int, one: _Known, run: Run) -> None:
        """An ActualText with one operator in it."""
        if self._open is not None and not self._open.takes(font, one.text, one.glyphs):
            self._close()
        if one.is_over and self._open is None:
            return
        one.is_over = one.is_plain
        self._take(font, one.text, run)
        if one.is_whole:
            self._close()

    def _learn(self, font: int, said: bytes, size: bytes, operator: bytes) -> _Known:
        alone = Cluster(font, read(said), Run(glyphs_of(operator), operator, 0, 0, number(size)))
        one = self._known[font, said, size, operator] = _Known(alone)
        return one

    def _take_shown(self, font: int, size: Decimal, run: Run) -> None:
        """An operator; outside of an ActualText it shows glyphs of letters of their own, and some of more."""
        if self._span is not None:
            span = self._span
            span.glyphs += run.glyphs
            span.operator, span.shown, span.size = run.operator, run.shown, size
            return
        known = self._several.get(font, {})
        if known.keys().isdisjoint(run.glyphs):
            self._plain.add((font, run.operator))
            return
        for glyph in run.glyphs:
            if glyph in known:
                self._take(font, known[glyph], Run((glyph,), run.operator, run.shown, -1, size))

    def _take(self, font: int, text: str, run: Run) -> None:
        if self._open is not None and self._open.takes(font, text, run.glyphs):
            self._open.runs.append(run)
        else:
            self._close()
            self._open = Cluster(font, text, run)

    def _close(self) -> None:
        if self._open is not None:
            self._found.append(self._open)
            self._open = None


def _texts(page: bytes) -> Iterator[tuple[int, int]]:
    """Where text stands in a page: the lines of maps and tables, most of a page, are passed over.

    It stands between BT and ET, which no string of glyphs holds: typst numbers the glyphs of a subset from 0 on, and
    one of the two letters would be the higher byte of a number above 16,000.
    """
    at = page.find(b"BT")
    while at >= 0:
        end = page.find(b"\nET", at)
        end = len(page) if end < 0 else end + 1
        yield at, end
        at = page.find(b"BT", end)
