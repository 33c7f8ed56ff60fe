"""Reads a PDF with a plain table of objects, as ours are: names, numbers, dictionaries, streams, what a page shows."""

import re
import zlib

_TOKEN = re.compile(
    rb"\s+|%[^\n]*\n"
    rb"|(?P<open><<)|(?P<close>>>)|(?P<list>\[)|(?P<end>\])"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>|/(?P<name>[^\s()<>\[\]{}/%]*)"
    rb"|(?P<ref>\d+) \d+ R\b|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))|(?P<text>\()|(?P<word>[^\s()<>\[\]{}/%]+)"
)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NAMED = {b"true": True, b"false": False, b"null": None}


class Name(str):
    """/Name"""

    __slots__ = ()


class Reference(int):
    """12 0 R"""


class Word(bytes):
    """An operator of a page, or a word of the file's own."""


class Stream(dict):
    """A dictionary with content."""

    content = b""


def tokens(content, at=0):
    """The values and operators of a content stream in order, dictionaries and lists whole."""
    while True:
        value, at = _value(content, at)
        if at < 0:
            return
        yield value


def _value(content, at):
    """The value that begins here and where it ends; -1 at the end of all."""
    while found := _TOKEN.match(content, at):
        at, kind = found.end(), found.lastgroup
        if kind is None:
            continue
        if kind == "open":
            return _dictionary(content, at)
        if kind == "list":
            return _list(content, at)
        if kind == "text":
            return _text(content, at)
        if kind in {"close", "end"}:
            return kind, at
        return _plain(kind, found[kind]), at
    return None, -1


def _plain(kind, said):
    if kind == "hex":
        said = re.sub(rb"\s", b"", said)
        return bytes.fromhex((said + b"0" * (len(said) % 2)).decode())
    if kind == "name":
        return Name(said.decode("latin-1"))
    if kind == "ref":
        return Reference(said)
    if kind == "number":
        return float(said) if b"." in said else int(said)
    return _NAMED[said] if said in _NAMED else Word(said)


def _list(content, at):
    values = []
    while True:
        value, at = _value(content, at)
        if value == "end" and not isinstance(value, Name):
            return values, at
        values.append(value)


def _dictionary(content, at):
    values = []
    while True:
        value, at = _value(content, at)
        if value == "close" and not isinstance(value, Name):
            return dict(zip(values[::2], values[1::2], strict=True)), at
        values.append(value)


def _text(content, at):
    parts, depth = [], 1
    while depth:
        sign = content[at : at + 1]
        at += 1
        if sign == b"\\":
            octal = re.match(rb"[0-7]{1,3}", content[at : at + 3])
            step = len(octal[0]) if octal else 1
            after = content[at : at + step]
            parts.append(bytes([int(after, 8) & 255]) if octal else _ESCAPED.get(after, after))
            at += step
            continue
        depth += {b"(": 1, b")": -1}.get(sign, 0)
        parts.append(sign if depth else b"")
    return b"".join(parts), at


class Pdf:
    """`objects` by number; `of` follows references."""

    def __init__(self, content):
        self.content = content
        at = int(content[content.rindex(b"startxref") + 9 :].split()[0])
        lines = content[at:].split(b"\n")
        assert lines[0] == b"xref"
        count = int(lines[1].split()[1])
        self.objects = {
            number: self._object(int(line[:10]))
            for number, line in enumerate(lines[2 : 2 + count])
            if line[17:18] == b"n"
        }
        self.trailer, _end = _value(content, content.index(b"trailer", at) + 7)

    def _object(self, at):
        value, end = _value(self.content, self.content.index(b"obj", at) + 3)
        if not isinstance(value, dict) or self.content[end : end + 8].strip()[:6] != b"stream":
            return value
        stream = Stream(value)
        start = self.content.index(b"stream", end) + 7
        stream.content = self.content[start : start + value["Length"]]
        if value.get("Filter") == "FlateDecode":
            stream.content = zlib.decompress(stream.content)
        return stream

    def of(self, value):
        return self.objects[value] if isinstance(value, Reference) else value

    @property
    def catalog(self):
        return self.of(self.trailer["Root"])

    def pages(self, node=None):
        """Number and dictionary of each page in order."""
        for kid in self.of(node or self.catalog["Pages"])["Kids"]:
            if self.of(kid)["Type"] == "Pages":
                yield from self.pages(kid)
            else:
                yield kid, self.of(kid)

    def elements(self, kid=None, parent=None):
        """(number, element, parent) of the tree of structure, as it is read."""
        root = self.of(self.catalog["StructTreeRoot"])
        value = self.of(root["K"] if kid is None else kid)
        if isinstance(value, list):
            for each in value:
                yield from self.elements(each, parent)
        elif isinstance(value, dict) and value.get("Type", "StructElem") == "StructElem":
            yield kid, value, parent
            kids = value.get("K", [])
            for each in kids if isinstance(kids, list) else [kids]:
                yield from self.elements(each, value)

    def numbers(self, tree):
        """What a number tree says, by number."""
        tree = self.of(tree)
        found = dict(zip(tree.get("Nums", [])[::2], tree.get("Nums", [])[1::2], strict=True))
        for kid in tree.get("Kids", []):
            found |= self.numbers(kid)
        return found
