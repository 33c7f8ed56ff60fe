"""The zip around an xlsx or ods file, looked through before any reader of spreadsheets sees it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from core.archives import DAMAGE, ENTITY
from imports.reading import limits
from imports.reading.problems import UnreadableFileError

_CHUNK = 1024 * 1024
_ENCRYPTED_FLAG = 0x1
# A cell to the right of column ZZ, or a row number of seven digits: the sheet claims more than any register has.
_FAR_CELL = re.compile(rb'\br="([A-Z]{3,}[0-9]+|[A-Z]{0,2}[0-9]{7,})"')
# The same without its \b, and seven times as fast for that: it begins with letters of its own.
_MAY_BE_FAR = re.compile(rb'r="(?:[A-Z]{3,}[0-9]+|[A-Z]{0,2}[0-9]{7,})"')
_VERSION = re.compile(rb'name="template_version"[^>]*>\s*<[a-z]*:(?:i4|r8|lpwstr)[^>]*>([0-9]{1,6})')
_DIGITS = re.compile(rb"[0-9]{1,7}")


def check(path: Path) -> dict[str, int]:
    """Raise UnreadableFileError where the archive is damaged, locked, too large once unpacked, or not plain.

    Returns the number of the last row of every sheet of an xlsx file that has one.
    """
    last_rows = {}
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(entries)
            for entry in entries:
                if last_row := _check_entry(archive, entry):
                    last_rows[entry.filename] = last_row
    except DAMAGE as error:
        raise UnreadableFileError("damaged") from error
    return last_rows


def template_version(path: Path) -> int:
    """The version of our template that a checked xlsx file names; 0 where it names none."""
    with zipfile.ZipFile(path) as archive:
        if "docProps/custom.xml" not in archive.namelist():
            return 0
        with archive.open("docProps/custom.xml") as stream:
            found = _VERSION.search(stream.read(65_536))
    return int(found[1]) if found else 0


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.ZIP_ENTRIES:
        raise UnreadableFileError("bomb")
    sheets = unpacked = 0
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableFileError("encrypted")
        parts = entry.filename.replace("\\", "/").split("/")
        if entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            raise UnreadableFileError("bomb")
        unpacked += entry.file_size
        packed_too_well = entry.file_size > limits.RATIO * max(entry.compress_size, 1)
        if unpacked > limits.UNPACKED_BYTES or (entry.file_size > limits.RATIO_MATTERS_FROM and packed_too_well):
            raise UnreadableFileError("bomb")
        sheets += entry.filename.startswith("xl/worksheets/sheet")
    if sheets > limits.SHEETS:
        raise UnreadableFileError("too_many_sheets", limit=limits.SHEETS)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """Unpack one entry piece by piece: its true size and checksum, and what no spreadsheet program writes.

    Returns the number of the last row of a sheet, 0 for none.
    """
    if not entry.filename.endswith((".xml", ".rels")):
        return 0
    is_sheet = entry.filename.startswith("xl/worksheets/")
    rest, last_row = b"", 0
    # zipfile stops at the size that the directory tells and then compares the checksum, so a lying size ends here.
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            text = rest + piece
            if b"<!" in text and ENTITY.search(text):
                raise UnreadableFileError("bomb")
            if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in text:
                raise UnreadableFileError("encrypted")
            if is_sheet and _MAY_BE_FAR.search(text) and (far := _FAR_CELL.search(text)):
                raise UnreadableFileError("too_far", cell=far[1].decode("ascii"))
            if is_sheet and (at := text.rfind(b'<row r="')) >= 0 and (digits := _DIGITS.match(text, at + 8)):
                last_row = int(digits[0])
            rest = text[-32:]
    return last_row
