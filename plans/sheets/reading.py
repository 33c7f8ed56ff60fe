"""A workbook read as the plan document that it holds, with the sheet and the row of each part."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import python_calamine
from django.utils.translation import gettext_lazy as _

from core.spreadsheets import restored
from plans.reading import MAX_BYTES, Document, DocumentError, Path, Problem
from plans.sheets.archive import is_harmless
from plans.sheets.layout import PLAN, SEPARATOR, SHEETS, Rule, Sheet, plan_columns

NOT_READABLE = _("This file cannot be read as a workbook. Save it as .xlsx once more.")
Cells = list[Any]


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook (a zip) and no text."""
    return content.startswith(b"PK\x03\x04")


def read_workbook(content: bytes) -> Document:
    """The document that a workbook holds. Raises DocumentError where it is not one; empty cells are left out."""
    return _Reader(_tables(content)).document()


def _tables(content: bytes) -> dict[str, list[Cells]]:
    """The rows of each sheet, the first row of the sheet first."""
    if len(content) > MAX_BYTES:
        raise DocumentError([Problem(1, _("The file is larger than 2 MB. A plan document is a text of some pages."))])
    if not is_harmless(content):
        raise DocumentError([Problem(1, NOT_READABLE)])
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise DocumentError([Problem(1, NOT_READABLE)]) from error


class _Reader:
    """Puts rows together to one document; what cannot be placed is a problem of its row."""

    def __init__(self, tables: dict[str, list[Cells]]) -> None:
        self.tables = tables
        self.problems: list[Problem] = []
        self.places: dict[int, tuple[str, int]] = {}  # of an item, by its identity: sheet and row
        self.kept: list[dict[str, Any]] = []  # so that no identity is given out twice
        self.lines: dict[Path, int] = {(): 1}
        self.sheets: dict[Path, str] = {(): PLAN}

    def document(self) -> Document:
        data = self._plan()
        known = {PLAN, *(sheet.name for sheet in SHEETS)}
        for name in sorted(self.tables.keys() - known):
            message = _("“%(given)s” is not a sheet of a plan. Check its name, or take it out.")
            self._problem(name, 1, message, given=name)
        for sheet in SHEETS:
            rows = list(self._rows(sheet))
            if rows:
                self._place(sheet, rows, data)
        if self.problems:
            raise DocumentError(self.problems)
        self._note(data, ())
        return Document(data, self.lines, self.sheets)

    def _plan(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        columns = plan_columns()
        for number, cells in enumerate(self.tables.get(PLAN, [])[1:], start=2):
            name, value = (*cells, "", "")[:2]
            if value == "" and name == "":
                continue
            if name not in columns:
                message = _("“%(key)s” is not known here. Check its spelling, or leave it out.")
                self._problem(PLAN, number, message, key=name)
            elif value != "":
                _put(data, str(name), _converted(value, columns[str(name)]))
                path = tuple(str(name).split("."))
                self.lines[path], self.sheets[path] = number, PLAN
        return data

    def _rows(self, sheet: Sheet) -> Iterator[tuple[int, dict[str, Any]]]:
        """(row, item) of each row that says anything; “under” and the owner stand in it by their columns' names."""
        table = self.tables.get(sheet.name, [])
        headings = [str(cell).strip() for cell in table[0]] if table else []
        columns = sheet.columns
        for heading in headings:
            if heading and heading not in columns:
                message = _("“%(key)s” is not known here. Check its spelling, or leave it out.")
                self._problem(sheet.name, 1, message, key=heading)
        for number, cells in enumerate(table[1:], start=2):
            item: dict[str, Any] = {}
            for heading, value in zip(headings, cells, strict=False):
                if heading in columns and value != "":
                    _put(item, heading, _converted(value, columns[heading]))
            if item:
                self.kept.append(item)
                self.places[id(item)] = (sheet.name, number)
                yield number, item

    def _place(self, sheet: Sheet, rows: list[tuple[int, dict[str, Any]]], data: dict[str, Any]) -> None:
        match sheet.name:
            case "responsible":
                for number, item in rows:
                    self._part(data.setdefault("responsible", {}), item, ("lead", "joint"), sheet.name, number)
            case "parts":
                nodes = {node.get("number"): node for node in _all(data.get("nodes", []))}
                for number, item in rows:
                    if node := self._owner(sheet, number, item, nodes):
                        self._part(node, item, ("lead", "supporting"), sheet.name, number)
            case "targets":
                indicators = {each.get("code"): each for each in data.get("indicators", [])}
                for number, item in rows:
                    if (indicator := self._owner(sheet, number, item, indicators)) is not None:
                        indicator.setdefault("targets", []).append(item)
            case "budget_lines":
                data.setdefault("budget", {})["lines"] = [item for _number, item in rows]
            case _ if sheet.under:
                data[sheet.name] = self._tree(sheet, rows)
            case _:
                data[sheet.name] = [item for _number, item in rows]

    def _tree(self, sheet: Sheet, rows: list[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
        """Items under each other by number. One that stands under nothing known, or under itself, is a problem."""
        first: dict[Any, dict[str, Any]] = {}
        for _number, item in rows:
            first.setdefault(item.get("number"), item)
        roots: list[dict[str, Any]] = []
        for number, item in rows:
            under = item.pop("under", None)
            if under is None:
                roots.append(item)
            elif under in first:
                first[under].setdefault("children", []).append(item)
            else:
                message = _("“%(given)s” is not a number of this sheet. Say under which row this one stands.")
                self._problem(sheet.name, number, message, given=under)
        if not self.problems:
            reached = {id(item) for item in _all(roots)}
            for number, item in rows:
                if id(item) not in reached:
                    self._problem(sheet.name, number, _("“%(given)s” stands within itself."), given=item.get("number"))
        return roots

    def _owner(self, sheet: Sheet, number: int, item: dict[str, Any], known: dict[Any, dict[str, Any]]) -> Any:
        given = item.pop(sheet.owner, "")
        if given not in known:
            message = _("“%(given)s” is not among the rows that this one may belong to. Check “%(key)s”.")
            self._problem(sheet.name, number, message, given=given, key=sheet.owner)
            return None
        return known[given]

    def _part(self, of: dict[str, Any], item: dict[str, Any], roles: tuple[str, ...], name: str, number: int) -> None:
        role = item.pop("role", "")
        if role not in roles:
            message = _("“%(given)s” is not a value of “%(name)s”. Choose from: %(known)s.")
            self._problem(name, number, message, given=role, name="role", known=", ".join(roles))
        elif item:
            of.setdefault(role, []).append(item)
        else:
            of.setdefault(role, [])  # a role without an agency: the document says that there is none

    def _note(self, part: Any, path: Path) -> None:
        """Write down where each item stands that came from a row of its own."""
        if id(part) in self.places:
            self.sheets[path], self.lines[path] = self.places[id(part)]
        items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for name, below in items:
            self._note(below, (*path, name))

    def _problem(self, sheet: str, row: int, message: Any, **values: Any) -> None:
        self.problems.append(Problem(row, message, values, sheet))


def _all(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from _all(item.get("children", []))


def _put(item: dict[str, Any], column: str, value: Any) -> None:
    """Put a value under “baseline.value”."""
    *groups, name = column.split(".")
    for group in groups:
        item = item.setdefault(group, {})
    item[name] = value


def _converted(value: Any, rule: Rule) -> Any:
    """A cell as what the schema asks for; what cannot be that stays as it is, and the check says so."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (date, datetime)):
        value = value.isoformat()[:10]
    if isinstance(value, str):
        value = restored(value)
    kinds = rule.get("type", "")
    if kinds == "array":
        return [part.strip() for part in str(value).split(SEPARATOR) if part.strip()]
    if kinds == "string" or "enum" in rule:
        return str(value)
    return value
