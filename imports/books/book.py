"""What a book of spreadsheets is, and what the small ones do beside holding columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from import_export.resources import Resource

from accounts.permissions import Right
from imports.reading import heading_key
from imports.showing import place_name, plain_number
from organisations.choices import Taxonomy
from organisations.columns import Column, Kind
from organisations.models import Organisation
from organisations.row_files import RowsFile
from organisations.terms import Terms, key_of
from plans.models import Agency
from researchers.actions import WorkValues
from thai.dates import format_date


@dataclass(frozen=True)
class Book:
    """`sheet` names the template's sheet, `what` its rows in the template's Thai; `example` is by column key."""

    slug: str
    title: Promise
    resource: type[Resource]
    further: tuple[Column, ...]
    sheet: str
    what: str
    example: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the template, in order."""
        return tuple(self.resource.fields.values())

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def known_keys(self) -> frozenset[str]:
        """The keys of every heading that is understood, for finding the table in a sheet."""
        return frozenset(
            key
            for column in (*self.columns, *self.further)
            for writing in (column.heading, column.heading_en, column.key, *column.synonyms)
            if (key := heading_key(writing))
        )

    @cached_property
    def identity(self) -> str:
        """The column by which a row alone can mean a record: a file of changes needs no other."""
        return next((column.key for column in self.columns if column.kind in (Kind.CODE, Kind.RECORD)), "")

    def column_of(self, heading: str) -> Column | None:
        """The column that a heading names: Thai, English, its key or a synonym; brackets do not matter."""
        return self._by_heading.get(key_of(heading)) or self._by_heading.get(key_of(heading.split("(")[0]))

    @cached_property
    def _by_heading(self) -> dict[str, Column]:
        found = {key_of(column.heading): column for column in (*self.columns, *self.further)}
        for column in list(found.values()):
            for writing in (column.heading_en, column.key, *column.synonyms):
                found.setdefault(key_of(writing), column)
        return found


@dataclass(frozen=True)
class SmallBook(Book):
    """A book whose rows are read by the form of its page and written by its actions, one by one.

    `natural`: the columns that together mean one record where no number is given. `parts`: tables whose rows belong
    to a record, with the column that says to which. `right`: who may take the book out as a file.
    """

    model: type[models.Model] = models.Model
    natural: tuple[str, ...] = ()
    parts: tuple[tuple[type[models.Model], str], ...] = ()
    right: Right = Right.IMPORT_SPREADSHEETS

    def records(self) -> Any:
        """All records, those withdrawn included."""
        return self.model._default_manager.all()

    def standing(self) -> Any:
        """The records that a row without a number may mean."""
        return self.records()

    def export(self, found: Any, user: Any, terms: Terms) -> RowsFile:
        """The file of these records, personal data included."""
        raise NotImplementedError

    def form(self, data: Mapping[str, Any] | None, *, record: Any, user: Any, terms: Terms) -> forms.BaseForm:
        """The form of the book's page; its fields have the columns' names."""
        raise NotImplementedError

    def write(self, form: Any, *, record: Any, by: Any) -> Any:
        """Keep what a valid form says, as a new record or in `record`, by the action of the book's page."""
        raise NotImplementedError

    def refuse(self, form: Any, *, record: Any) -> None:
        """Raise ValidationError where `write` would, though the form is valid; `record` is as it stands."""

    def alike(self, cleaned: Mapping[str, Any]) -> Any:
        """The records with the natural key of a form's answers."""
        return self.standing().filter(**{name: cleaned[name] for name in self.natural})

    def name_of(self, record: Any) -> str:
        return str(record)

    def url_of(self, record: int) -> str:
        """The page of a record; "" where it has none."""
        return ""

    def is_closed(self, record: Any) -> bool:
        """Whether the record may not be changed any more."""
        return getattr(record, "withdrawn_at", None) is not None


def data_of(values: Mapping[str, Any], form: forms.BaseForm) -> dict[str, Any]:
    """Values by column as the form takes them when it is sent."""
    data: dict[str, Any] = {}
    for name, value in values.items():
        widget: Any = form.fields[name].widget
        # A day may be pasted whole into the first of its boxes.
        first = widget.widgets_names[0] if hasattr(widget, "widgets_names") else ""
        data[f"{name}{first}"] = value
    return data


def held(form: forms.BaseForm) -> dict[str, Any]:
    """What a form that was opened for a record would send back untouched, by field."""
    found: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        found[name] = value.isoformat() if isinstance(value, date) else "" if value is None else value
    return found


def told(column: Column, value: Any, terms: Terms) -> str:
    """A form's answer as the cell of an export says it; "" for nothing."""
    if value in (None, "", []):
        return ""
    if column.kind is Kind.PLACE:
        return place_name(column.key, getattr(value, "pk", value))
    if column.kind is Kind.TERMS:
        return "; ".join(_named(column, value, terms))
    if isinstance(value, date):
        return format_date(value, "numeric")
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, (list, tuple)):
        return "\n".join(_line(column, one) for one in value)
    if column.kind is Kind.CHOICE:
        return column.names.get(value, value)
    return _line(column, value)


def _named(column: Column, codes: Iterable[str], terms: Terms) -> Sequence[str]:
    names = terms.names_in(Taxonomy(column.taxonomy), "th") if column.taxonomy else {}
    return [names.get(code, code) for code in codes]


def _line(column: Column, value: Any) -> str:
    """A record of another book as one finds it again, a work, or a text."""
    if isinstance(value, Organisation):
        return f"{value.code} {value.name_th}"
    if isinstance(value, Agency):
        return value.code if column.feeds[0].endswith("code") else value.name_th
    if isinstance(value, WorkValues):
        return " | ".join(filter(None, (value.title, str(value.year or ""), value.link)))
    return str(value)
