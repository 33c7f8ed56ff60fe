"""A seeded maker of damaged and strange spreadsheets, for tests and for the bench."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime
from typing import Any

import xlsxwriter

from organisations.resources import columns
from tests.factories.imports import RIGHT

NASTY = [
    "", " ", "-", "=1+1", "#N/A", "#REF!", "TRUE", "๑๒๓", "1e308", "-5", "0", "ก" * 32_767, "ก" * 400, "a\tb",
    "บรรทัด\nสอง",
    "\u200b", "\ufeff", "NaN", "31/2/2564", "2564-13-45", "01;;02", ";", "CSO-0000000", "CSO-9999999", "<script>",
    "' OR 1=1",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "99", "ประเด็นที่ไม่มี", "10/10/10", "43900",
    "1,000,000.50",
]  # fmt: skip
VALUES: list[Any] = [
    *NASTY,
    43900,
    2564.5,
    -1,
    10**15,
    True,
    False,
    date(2021, 3, 30),
    date(2564, 3, 30),
    datetime(1900, 1, 1),  # noqa: DTZ001 - cells of spreadsheets have no time zone
]


def spreadsheet(seed: int) -> tuple[str, bytes]:
    """(name, content) of one strange file; the same for the same seed."""
    chance = random.Random(seed)
    table = _table(chance)
    if chance.random() < 0.45:
        name, content = "strange.csv", _csv(chance, table)
    else:
        name, content = "strange.xlsx", _xlsx(chance, table)
    if chance.random() < 0.25:
        content = _damaged(chance, content)
    return name, content


def _table(chance: random.Random) -> list[list[Any]]:
    headings = [column.heading for column in columns()]
    if chance.random() < 0.5:
        headings = [*RIGHT, *chance.sample([one for one in headings if one not in RIGHT], chance.randint(0, 30))]
    what = chance.random()
    if what < 0.3:
        chance.shuffle(headings)
    elif what < 0.4:
        headings.append(chance.choice(headings))
    elif what < 0.5:
        headings.remove(chance.choice(headings))
    elif what < 0.6:
        headings[chance.randrange(len(headings))] = chance.choice(NASTY)
    table: list[list[Any]] = [[chance.choice(NASTY)[:100]] for _row in range(chance.choice((0, 0, 0, 1, 3, 40)))]
    table.append(list(headings))
    for number in range(chance.randint(0, 8)):
        row: list[Any] = [
            f"{RIGHT[heading]} {number}" if heading == "ชื่อองค์กร" else RIGHT.get(heading) for heading in headings
        ]
        for _change in range(chance.randint(0, 6)):
            row[chance.randrange(len(row))] = chance.choice(VALUES)
        table.append(row + [chance.choice(NASTY)] * chance.choice((0, 0, 0, 2)))
    return table


def _csv(chance: random.Random, table: list[list[Any]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=chance.choice(",;\t|"), lineterminator=chance.choice(("\n", "\r\n", "\r")))
    for row in table:
        writer.writerow(["" if cell is None else str(cell) for cell in row])
    text = target.getvalue()
    if chance.random() < 0.2:
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(("\0", '"', "\x1a", "\x85")) + text[place:]
    return text.encode(chance.choice(("utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-le", "utf-16-be")), "replace")


def _xlsx(chance: random.Random, table: list[list[Any]]) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "d/m/yyyy", "date_1904": chance.random() < 0.2}
    with xlsxwriter.Workbook(target, options) as book:
        for _other in range(chance.choice((0, 0, 1, 3))):
            book.add_worksheet().write_string(0, 0, chance.choice(NASTY))
        sheet = book.add_worksheet()
        down, right = chance.choice((0, 0, 2)), chance.choice((0, 0, 3))
        for number, row in enumerate(table):
            for place, cell in enumerate(row):
                _write(chance, sheet, number + down, place + right, cell)
        if chance.random() < 0.2:
            sheet.merge_range(len(table) + 5, 0, len(table) + 6, 3, "รวมเซลล์")
        if chance.random() < 0.2:
            sheet.set_row(chance.randrange(len(table) + 1), None, None, {"hidden": True})
        if chance.random() < 0.1 and len(book.worksheets()) > 1:
            book.worksheets()[0].activate()
            sheet.hide()
    return target.getvalue()


def _write(chance: random.Random, sheet: Any, row: int, column: int, cell: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, (date, datetime)) and cell.year > 9999:
        return
    if isinstance(cell, str):
        if chance.random() < 0.03:
            sheet.write_formula(row, column, "=1/0", None, chance.choice(("#DIV/0!", "5", "")))
        else:
            sheet.write_string(row, column, cell)
    else:
        sheet.write(row, column, cell)


def _damaged(chance: random.Random, content: bytes) -> bytes:
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content) + 1)]
    damaged = bytearray(content)
    for _byte in range(chance.randint(1, 30)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)
