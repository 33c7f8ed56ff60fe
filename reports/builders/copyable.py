"""Makes the Thai text of a PDF by typst searchable, copyable and readable aloud; pure Python, no Django.

typst tells the reader of a glyph the text of its whole cluster: ก, ั and ้ of กั้น each say “กั้”. That is read right only
where all glyphs of the cluster stand in one run with an ActualText, and the tone marks above ั ิ ึ stand in runs of their
own, since Sarabun moves them a little: poppler and pdfium then read กั้กั้น, and programs that know no ActualText do so
always. Here every glyph gets its own letter instead, and a cluster stands in one run under one ActualText.

The letters are found from the file itself: the glyphs of a cluster stand in the order of its letters.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

_STREAM = re.compile(rb"(<<[^\n]*>>)\nstream\n")
_FONTS = re.compile(rb"/(f\d+) (\d+) 0 R")
_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_LENGTH = re.compile(rb"/Length \d+")
_CHAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_ACTUAL = re.compile(rb"/ActualText<FEFF([0-9A-F]*)>")
_ACTUAL_UNSEEN = re.compile(rb"/ActualText<FEFF([0-9A-F]*(?:200B|2060)[0-9A-F]*)>")

# What shows glyphs: (…)Tj, or […]TJ with the moves between them; <…> where a number is above 127, as in long texts.
_LITERAL = rb"\((?:[^\\()]|\\.)*\)"
for _depth in range(3):  # pairs of brackets may stand inside as they are
    _LITERAL = rb"\((?:[^\\()]|\\.|" + _LITERAL + rb")*\)"
_HEX = rb"<[0-9A-Fa-f]*>"
_ANY = _LITERAL + rb"|" + _HEX
_OPERATOR = rb"\[(?:[^\]()]|" + _LITERAL + rb")*\]TJ|(?:" + _ANY + rb")Tj"
_SHOWN = re.compile(_OPERATOR, re.DOTALL)
_STRING = re.compile(_ANY, re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_TEXT = re.compile(
    # Nearly every ActualText holds one operator and nothing else: such a one is read at once.
    rb"/Span<</ActualText<FEFF(?P<whole>[0-9A-F]*)>>>BDC 0 Tr/(?P<its_font>f\d+) (?P<its_size>[\d.]+) Tf [-\d. ]+ Tm"
    rb"(?P<its_shown>" + _OPERATOR + rb")\n(?P<its_end>EMC)"
    rb"|/Span<<" + _ACTUAL.pattern.replace(b"(", b"(?P<actual>", 1) + rb">>BDC"
    rb"|(?P<begin>BDC)|(?P<end>EMC)|/(?P<font>f\d+) (?P<size>[\d.]+) Tf|(?P<shown>" + _OPERATOR + rb")",
    re.DOTALL,
)
_PLACE = re.compile(rb"q 1 0 0 -1 ([-\d.]+) ([-\d.]+) cm")
# A drawing that shows one run and nothing else.
_ALONE = re.compile(
    _PLACE.pattern + rb"/c\d+ cs [^\n]* scn\nBT(?:/Span<<[^>]*>>>BDC)? 0 Tr/f\d+ [\d.]+ Tf 1 0 0 -1 0 0 Tm"
    rb"(" + _OPERATOR + rb")\n(?:EMC\n)?ET\nQ\n",
    re.DOTALL,
)
_MOVED_LEFT = re.compile(rb"(\[.*?(?<![\d-])(\d+))(" + _ANY + rb")\]TJ", re.DOTALL)
_MOVED_RIGHT = re.compile(rb"^\[-\d+")

FAR = 50  # thousandths of the size of the letters
HAIR = Decimal("0.01")  # points
UNSEEN = {0x200B: None, 0x2060: None}  # zero-width space, word joiner
SARA_AM, NIKHAHIT, SARA_AA = "\u0e33", "\u0e4d", "\u0e32"
TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
Letters = dict[tuple[int, int], str]  # of a glyph, by font and number


@dataclass(slots=True)
class _Run:
    """Glyphs that are shown together; `shown` is where, `end` where their ActualText ends in the page, or -1."""

    glyphs: list[int]
    shown: int = -1
    end: int = -1
    size: Decimal = Decimal(0)


@dataclass(slots=True)
class _Cluster:
    """Letters that are set together, and the runs that show them."""

    font: int
    text: str
    runs: list[_Run] = field(default_factory=list)

    @property
    def glyphs(self) -> list[int]:
        return [glyph for run in self.runs for glyph in run.glyphs]

    def takes(self, font: int, text: str, glyphs: Collection[int]) -> bool:
        """Whether these glyphs are more of this cluster and not the same letters once again."""
        if self.text != text or self.font != font:
            return False
        mine = self.glyphs
        if not mine:
            return False
        wanted = len(self.text) + (1 if SARA_AM in self.text and not set(self.text) & set(TONES) else 0)
        return len(mine) + len(glyphs) <= wanted and mine[0] not in glyphs


def with_letters(pdf: bytes) -> bytes:
    """The same pages, to the eye, with each glyph's own letters. Always the same bytes for the same file.

    Raises ValueError for a PDF that is not laid out as typst does it.
    """
    start, objects, tail = _objects(pdf)
    said = {
        number: _char_map(objects[int(found[1])])
        for number, body in objects.items()
        if b"/Type/Font/" in body[:24] and (found := _TO_UNICODE.search(body))
    }
    pages = [
        (number, _ACTUAL_UNSEEN.sub(_said, _inflated(objects[number])), fonts) for number, fonts in _contents(objects)
    ]
    read = [list(_clusters(page, fonts, said)) for _number, page, fonts in pages]
    letters = _letters(cluster for clusters in read for cluster in clusters)
    for (number, page, _fonts), clusters in zip(pages, read, strict=True):
        objects[number] = _deflated(objects[number], _together(page, clusters))
    for font in said:
        reference = _TO_UNICODE.search(objects[font])
        if reference:
            table = int(reference[1])
            objects[table] = _deflated(objects[table], _retold(_inflated(objects[table]), font, letters))
    return _written(start, objects, tail)


def _objects(pdf: bytes) -> tuple[bytes, dict[int, bytes], bytes]:
    """What stands before the objects, the objects by number in the file's order, the trailer."""
    at = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    lines = pdf[at:].split(b"\n")
    if lines[0] != b"xref":
        raise ValueError("The PDF has no plain table of objects.")
    places = [int(line[:10]) for line in lines[3 : 2 + int(lines[1].split()[1])]]
    order = sorted(range(len(places)), key=places.__getitem__)
    ends = [*(places[number] for number in order[1:]), at]
    objects = {number + 1: pdf[places[number] : end] for number, end in zip(order, ends, strict=True)}
    tail = pdf[pdf.index(b"trailer", at) : pdf.rindex(b"startxref")]
    return pdf[: places[order[0]]], objects, tail


def _written(start: bytes, objects: dict[int, bytes], tail: bytes) -> bytes:
    parts, place, at = [start], {}, len(start)
    for number, body in objects.items():
        place[number] = at
        parts.append(body)
        at += len(body)
    table = b"".join(b"%010d 00000 n \n" % place[number] for number in sorted(place))
    parts.append(
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(place) + 1) + table + tail + b"startxref\n%d\n%%%%EOF" % at
    )
    return b"".join(parts)


def _inflated(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        raise ValueError("An object of the PDF has no stream.")
    return zlib.decompress(body[found.end() : body.rindex(b"\nendstream")])


def _deflated(body: bytes, content: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        raise ValueError("An object of the PDF has no stream.")
    packed = zlib.compress(content, 4)  # 6 takes twice as long for a twelfth less
    head = _LENGTH.sub(b"/Length %d" % len(packed), body[: found.end()], count=1)
    return head + packed + body[body.rindex(b"\nendstream") :]


def _contents(objects: dict[int, bytes]) -> Iterator[tuple[int, dict[bytes, int]]]:
    """The streams that show text, each with its fonts by their names in it."""
    for body in list(objects.values()):
        content = _CONTENTS.search(body) if b"/Type/Page/" in body[:32] else None
        resources = _RESOURCES.search(body)
        if content and resources:
            fonts = {name: int(number) for name, number in _FONTS.findall(objects[int(resources[1])])}
            yield int(content[1]), fonts


def _char_map(body: bytes) -> dict[int, str]:
    return {int(glyph, 16): _read(text) for glyph, text in _CHAR.findall(_inflated(body))}


@lru_cache(maxsize=10_000)
def _read(text: bytes) -> str:
    """A text in hex digits of UTF-16."""
    return bytes.fromhex(text.decode()).decode("utf-16-be")


def _said(found: re.Match[bytes]) -> bytes:
    """An ActualText without the signs that only tell where a line may break."""
    text = _read(found[1]).translate(UNSEEN)
    return b"/ActualText<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


@lru_cache(maxsize=10_000)
def _shown(operator: bytes) -> tuple[int, ...]:
    """The numbers of the glyphs that a Tj or TJ shows."""
    raw = b"".join(map(_bytes, _STRING.findall(operator)))
    return tuple(raw[at] << 8 | raw[at + 1] for at in range(0, len(raw) - 1, 2))


def _bytes(text: bytes) -> bytes:
    """What a string says, its brackets left out."""
    if text[:1] == b"<":
        return bytes.fromhex(text[1:-1].decode())
    return _ESCAPE.sub(_unescaped, text[1:-1]) if b"\\" in text else text[1:-1]


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign[:1].isdigit() else _ESCAPED.get(sign, sign)


def _said_and_shown(page: bytes) -> Iterator[re.Match[bytes]]:
    """What of a page says or shows text. The lines of maps and tables, most of a page, are passed over.

    Text stands between BT and ET, which no string of glyphs holds: typst numbers the glyphs of a subset from 0 on, and
    one of the two letters would be the higher byte of a number above 16,000.
    """
    at = page.find(b"BT")
    while at >= 0:
        end = page.find(b"\nET", at)
        end = len(page) if end < 0 else end + 1
        yield from _TEXT.finditer(page, at, end)
        at = page.find(b"BT", end)


def _clusters(page: bytes, fonts: dict[bytes, int], said: dict[int, dict[int, str]]) -> Iterator[_Cluster]:
    """The clusters of a page that are more than one glyph of one letter, in order."""
    open_cluster: _Cluster | None = None
    several = {font: {glyph: text for glyph, text in table.items() if len(text) > 1} for font, table in said.items()}
    font, size, text, depth = 0, Decimal(0), "", 0
    span: _Run | None = None
    for found in _said_and_shown(page):
        kind = found.lastgroup
        if kind == "its_end":
            whole, its_font, its_size, operator = found.group("whole", "its_font", "its_size", "its_shown")
            font, size, text = fonts[its_font], _number(its_size), _read(whole)
            run = _Run(list(_shown(operator)), found.start("its_shown"), found.start("its_end"), size)
            if open_cluster is not None and open_cluster.takes(font, text, run.glyphs):
                open_cluster.runs.append(run)
            else:
                if open_cluster is not None:
                    yield open_cluster
                open_cluster = _Cluster(font, text, [run])
        elif kind == "size":
            font, size = fonts[found["font"]], _number(found["size"])
            if span is not None:
                span.size = size
        elif kind == "actual":
            span = _Run([])
            text = _read(found["actual"])
            depth = 0
        elif kind == "begin" and span is not None:
            depth += 1
        elif kind == "end" and span is not None:
            if depth:
                depth -= 1
                continue
            span.end = found.start()
            if open_cluster is not None and open_cluster.takes(font, text, span.glyphs):
                open_cluster.runs.append(span)
            else:
                if open_cluster is not None:
                    yield open_cluster
                open_cluster = _Cluster(font, text, [span])
            span = None
        elif kind == "shown":
            glyphs = _shown(found["shown"])
            if span is not None:
                span.glyphs += glyphs
                span.shown = max(span.shown, found.start())
                continue
            known = several.get(font, {})
            if known.keys().isdisjoint(glyphs):
                continue
            for glyph in glyphs:
                text_of = known.get(glyph)
                if text_of is None:
                    continue
                if open_cluster is not None and open_cluster.takes(font, text_of, [glyph]):
                    open_cluster.runs.append(_Run([glyph], found.start(), -1, size))
                else:
                    if open_cluster is not None:
                        yield open_cluster
                    open_cluster = _Cluster(font, text_of, [_Run([glyph], found.start(), -1, size)])
    if open_cluster is not None:
        yield open_cluster


@lru_cache(maxsize=1_000)
def _number(written: bytes) -> Decimal:
    return Decimal(written.decode())


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


def _letters(clusters: Iterator[_Cluster]) -> Letters:
    found: Letters = {}
    seen = set()
    for cluster in clusters:
        glyphs = tuple(cluster.glyphs)
        # The same few hundred clusters make a whole report.
        if (said := (cluster.font, cluster.text, glyphs)) in seen:
            continue
        seen.add(said)
        for glyph, letters in zip(glyphs, _own(cluster.text, len(glyphs)), strict=False):
            found.setdefault((cluster.font, glyph), letters)
    return found


def _together(page: bytes, clusters: list[_Cluster]) -> bytes:
    """The page with each cluster in one run, moved glyphs too, so that one ActualText says it whole."""
    changes: list[tuple[int, int, bytes]] = []
    for cluster in clusters:
        first, others = cluster.runs[0], cluster.runs[1:]
        if SARA_AM in cluster.text or (first.end < 0 and not others):
            continue
        if not others:
            operator = _SHOWN.match(page, first.shown)
            if operator and (wider := _up_to_the_end(operator[0], first.size)) != operator[0]:
                changes.append((operator.start(), operator.end(), wider))
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
            added += move + _up_to_the_end(_MOVED_RIGHT.sub(rb"[", block[3]), first.size)
            changes.append((*block.span(), b""))
        # A letter alone has no ActualText; what is moved off it follows it, as the letter ends its run.
        shown = _SHOWN.match(page, first.shown)
        after = first.end if first.end >= 0 or shown is None else shown.end()
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


@lru_cache(maxsize=10_000)
def _up_to_the_end(operator: bytes, size: Decimal) -> bytes:
    """The same glyphs, the last one as wide as it was moved to the left.

    Marks over ป ฝ ฟ are moved so far that poppler takes the rest of the letter's width for a space.
    """
    found = _MOVED_LEFT.fullmatch(operator)
    if found is None or int(found[2]) < FAR or len(_shown(found[3])) != 1:
        return operator
    width = str(Decimal(found[2].decode()) * size / 1000).encode()
    return b"%s]TJ %s Tc%sTj 0 Tc" % (found[1], width, found[3])


def _retold(table: bytes, font: int, letters: Letters) -> bytes:
    def line(found: re.Match[bytes]) -> bytes:
        own = letters.get((font, int(found[1], 16)))
        return found[0] if own is None else b"<%s> <%s>" % (found[1], own.encode("utf-16-be").hex().upper().encode())

    return _CHAR.sub(line, table)
