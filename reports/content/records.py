"""The records behind the figures as lists for a spreadsheet: each row a record in the version that was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.content.changes import part_name
from reports.content.writing import said
from reports.frozen.lists import by_part, whole_of_period

REGISTRY = "registry"
# What of an organisation is counted by: the key of its values in the snapshot, one or several.
ONE = ("form", "status", "level", "capacity")
SEVERAL = ("issue", "expertise")
# What is a number in the lists of indicators.
NUMBERS = frozenset({"amount", "number", "numerator", "denominator"})


@dataclass(frozen=True)
class RecordSheet:
    """`rows` are read once; a figure of the report is the number of rows that hold its value."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]
    count: int


def record_sheets(snapshot: dict[str, Any], *, language: str = "th") -> Iterator[RecordSheet]:
    """A sheet for each list of records that the snapshot names, empty ones left out."""
    with override(language):
        calendar = snapshot["plan"]["calendar"]
        lists = snapshot.get("records", {})
        for part, model, rows in by_part(lists):
            if not rows:
                continue
            name = part_name(part, model, calendar)
            if part == REGISTRY and "code" in lists[part]["columns"]:
                yield _organisations(snapshot, name, lists[part])
            elif part.count("/") > 1 and (source := lists.get(part.rpartition("/")[0])):
                yield _of_indicator(snapshot, name, source, *part.split("/")[1:])
            else:
                yield _plain(name, rows)


def _plain(name: str, found: list[list[Any]]) -> RecordSheet:
    columns = (_("Number of the record"), _("Version"))
    rows = ((row[0], "" if row[1] is None else row[1]) for row in found)
    return RecordSheet(_("Records %(name)s") % {"name": name}, name, columns, rows, len(found))


def _of_indicator(snapshot: dict[str, Any], name: str, behind: dict[str, Any], code: str, period: str) -> RecordSheet:
    """With what the figure is split by, and what each record counts for: the column adds up to the figure."""
    indicator = next(each for each in snapshot["sections"]["indicators"]["indicators"] if each["code"] == code)
    words = {each["name"]: {part["code"]: said(part) for part in each["parts"]} for each in indicator["dimensions"]}
    words["province"] = _provinces(snapshot)
    titles = {
        "province": _("Province"),
        "organisation": _("Registry code"),
        "amount": _("Baht"),
        "number": _("Figure"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        **{each["name"]: said(each) for each in indicator["dimensions"]},
    }
    shown = [(at, column) for at, column in enumerate(behind["columns"]) if column in titles]
    found = whole_of_period(behind, period)

    def row(values: list[Any]) -> tuple[Any, ...]:
        told = (
            _number(values[at]) if column in NUMBERS else words.get(column, {}).get(values[at], values[at] or "")
            for at, column in shown
        )
        return (*told, values[0], "" if values[1] is None else values[1])

    columns = (*(titles[column] for _at, column in shown), _("Number of the record"), _("Version"))
    return RecordSheet(
        _("Records %(name)s") % {"name": name}, name, columns, (row(values) for values in found), len(found)
    )


def _number(value: Any) -> Any:
    return "" if value is None else Decimal(value)


def _provinces(snapshot: dict[str, Any]) -> dict[str, str]:
    """The names of the provinces, as far as the frozen data tell of them."""
    sections = snapshot["sections"]
    told = [each for each in (snapshot["province"],) if each]
    told += sections.get("registry", {}).get("provinces", []) or sections.get("discipline", {}).get("provinces", [])
    for each in sections.get("beside", {}).get("indicators", [])[:1]:
        told += each["neighbours"]
    return {part["code"]: said(part) for part in told}


def _organisations(snapshot: dict[str, Any], name: str, behind: dict[str, Any]) -> RecordSheet:
    frozen = snapshot["sections"][REGISTRY]
    at = {column: place for place, column in enumerate(behind["columns"])}
    words = {key: {part["code"]: said(part) for part in frozen[key]} for key in (*ONE, *SEVERAL)}
    provinces = _provinces(snapshot)

    def row(values: list[Any]) -> tuple[str | int, ...]:
        several = (
            "; ".join(f"{code} {words[key].get(code, '')}".strip() for code in values[at[key]]) for key in SEVERAL
        )
        return (
            values[at["code"]],
            provinces.get(values[at["province"]], values[at["province"]]),
            *(words[key].get(values[at[key]], values[at[key]] or "") for key in ONE),
            *several,
            values[at["id"]],
            "" if values[at["version"]] is None else values[at["version"]],
        )

    columns = (
        _("Registry code"),
        _("Province"),
        _("Legal form"),
        _("Status"),
        _("Level of operation"),
        _("Capacity level"),
        _("Issue area"),
        _("Expertise"),
        _("Number of the record"),
        _("Version"),
    )
    rows = (row(values) for values in behind["rows"])
    return RecordSheet(_("Records %(name)s") % {"name": name}, name, columns, rows, len(behind["rows"]))
