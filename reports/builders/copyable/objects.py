"""The objects of a PDF as typst writes it, taken apart and put together again."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"(<<[^\n]*>>)\nstream\n")
_FONTS = re.compile(rb"/(f\d+) (\d+) 0 R")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_LENGTH = re.compile(rb"/Length \d+")


def objects_of(pdf: bytes) -> tuple[bytes, dict[int, bytes], bytes]:
    """What stands before the objects, the objects by number in the file's order, the trailer."""
    at = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    lines = pdf[at:].split(b"\n")
    if lines[0] != b"xref":
        raise ValueError("The PDF has no plain table of objects.")
    places = [int(line[:10]) for line in lines[3 : 2 + int(lines[1].split()[1])]]
    order = sorted(range(len(places)), key=places.__getitem__)
    ends = [*(places[number] for number in order[1:]), at]
    found = {number + 1: pdf[places[number] : end] for number, end in zip(order, ends, strict=True)}
    tail = pdf[pdf.index(b"trailer", at) : pdf.rindex(b"startxref")]
    return pdf[: places[order[0]]], found, tail


def written(start: bytes, objects: dict[int, bytes], tail: bytes) -> bytes:
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


def inflated(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        raise ValueError("An object of the PDF has no stream.")
    return zlib.decompress(body[found.end() : body.rindex(b"\nendstream")])


def deflated(body: bytes, content: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        raise ValueError("An object of the PDF has no stream.")
    packed = zlib.compress(content, 2)  # 4 takes twice as long for a tenth less
    head = _LENGTH.sub(b"/Length %d" % len(packed), body[: found.end()], count=1)
    return head + packed + body[body.rindex(b"\nendstream") :]


def contents(objects: dict[int, bytes]) -> Iterator[tuple[int, dict[bytes, int]]]:
    """The streams that show text, each with its fonts by their names in it."""
    for body in list(objects.values()):
        content = _CONTENTS.search(body) if b"/Type/Page/" in body[:32] else None
        resources = _RESOURCES.search(body)
        if content and resources:
            fonts = {name: int(number) for name, number in _FONTS.findall(objects[int(resources[1])])}
            yield int(content[1]), fonts
