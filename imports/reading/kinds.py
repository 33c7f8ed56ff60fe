"""What a file is, told from what it holds; its name may say anything."""

from __future__ import annotations

import zipfile
from pathlib import Path

from imports.reading.limits import FILE_BYTES
from imports.reading.problems import UnreadableFileError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
# Streams of old Office files; their names are UTF-16 in the directory of the container.
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
)


def kind_of(path: Path) -> str:
    """ "xlsx", "ods", "xls" or "csv"; raises UnreadableFileError with what the file is instead."""
    size = path.stat().st_size
    if not size:
        raise UnreadableFileError("empty")
    if size > FILE_BYTES:
        raise UnreadableFileError("too_big", megabytes=FILE_BYTES // (1024 * 1024))
    with path.open("rb") as file:
        head = file.read(4096)
    for signature, code in _SIGNATURES:
        if head.startswith(signature):
            raise UnreadableFileError(code)
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    _refuse_markup(head)
    return "csv"


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:10_000])
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mimetype = archive.read("mimetype").decode("latin-1").strip()
                if mimetype.startswith("application/vnd.oasis.opendocument.spreadsheet"):
                    return "ods"
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise UnreadableFileError("damaged") from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFileError("macro")
    for marker, code in (
        ("xl/workbook.bin", "binary_workbook"),
        ("word/document.xml", "word"),
        ("ppt/presentation.xml", "slides"),
    ):
        if marker in names:
            raise UnreadableFileError(code)
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise UnreadableFileError("archive")


def _kind_of_ole(path: Path) -> str:
    content = path.read_bytes()
    for stream, code in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            raise UnreadableFileError(code)
    if "_VBA_PROJECT_CUR".encode("utf-16-le") in content:
        raise UnreadableFileError("macro")
    return "xls"


def _refuse_markup(head: bytes) -> None:
    """Web pages and XML that some systems save under the name .xls."""
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<style", b"<div")):
        raise UnreadableFileError("html")
    if text.startswith((b"<?xml", b"<workbook", b"<!doctype")):
        raise UnreadableFileError("html" if b"<html" in text else "xml")
