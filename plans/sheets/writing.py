"""A plan's document written as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from plans.sheets.layout import PLAN, SEPARATOR, SHEETS, Sheet, plan_columns

Row = dict[str, Any]


def as_workbook(data: dict[str, Any]) -> bytes:
    """The document as an .xlsx file that `read_workbook` reads as the same data."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        rows = [{"name": name, "value": _value(data, name)} for name in plan_columns()]
        _write(book, PLAN, ["name", "value"], [row for row in rows if row["value"] is not None], bold)
        for sheet in SHEETS:
            _write(book, sheet.name, list(sheet.columns), list(_rows(sheet, data)), bold)
    return out.getvalue()


def _write(book: Any, name: str, headings: list[str], rows: list[Row], bold: Any) -> None:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    page.set_column(0, len(headings), 24)
    for column, heading in enumerate(headings):
        page.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1):
        for column, heading in enumerate(headings):
            value = row.get(heading)
            if isinstance(value, bool):
                page.write_boolean(number, column, value)
            elif isinstance(value, (int, float)):
                page.write_number(number, column, value)
            elif value is not None:
                page.write_string(number, column, str(value))


def _rows(sheet: Sheet, data: dict[str, Any]) -> Iterator[Row]:
    match sheet.name:
        case "responsible":
            yield from _parts(data.get("responsible", {}), ("lead", "joint"))
        case "parts":
            for node, _above in _nested(data.get("nodes", [])):
                for row in _parts(node, ("lead", "supporting")):
                    yield {"node": node["number"], **row}
        case "targets":
            for indicator in data.get("indicators", []):
                for target in indicator.get("targets", []):
                    yield {**_row(sheet, target), "indicator": indicator["code"]}
        case "budget_lines":
            yield from (_row(sheet, line) for line in data.get("budget", {}).get("lines", []))
        case _:
            for item, above in _nested(data.get(sheet.name, [])):
                yield {**_row(sheet, item), "under": above}


def _parts(of: dict[str, Any], roles: tuple[str, ...]) -> Iterator[Row]:
    """The agencies of each role; a role without an agency says that there is none."""
    for role in roles:
        if role in of and not of[role]:
            yield {"role": role}
        for part in of.get(role, []):
            yield {"role": role, **part}


def _nested(items: list[dict[str, Any]], above: str | None = None) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Every item of a list that may nest, with the number of the one above it."""
    for item in items:
        yield item, above
        yield from _nested(item.get("children", []), item.get("number"))


def _row(sheet: Sheet, item: dict[str, Any]) -> Row:
    return {name: _value(item, name) for name in sheet.columns if name != "under"}


def _value(item: dict[str, Any], column: str) -> Any:
    """What stands under “baseline.value”; several values in one text."""
    value: Any = item
    for name in column.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return f"{SEPARATOR} ".join(value) if isinstance(value, list) else value
