"""What a column of a registry spreadsheet is. The columns themselves: resources.py.

A `Column` has

    key            English identifier, also the heading in JSON data dictionaries
    column_name    the Thai heading (django-import-export's word for it); heading_en; synonyms
    kind           what its cells are, see Kind
    feeds          where a cleaned value goes: names of Organisation's fields, or `head.…`, `coordinator.…`
                   (fields of its Person of that kind), or `budget.total` (YearlyBudget of the latest year that has
                   one, otherwise of the current fiscal year)
    taxonomy       of Kind.TERM and Kind.TERMS
    choices        of Kind.CHOICE
    required       a new organisation needs it
    personal       personal data under the PDPA: filled in exports only for EXPORT_PERSONAL_DATA, and logged
    help_th/en     what to type, for the template's second sheet and its cell comments

and does

    column.clean(raw, terms)   the value(s) for `feeds`, in their order, as a tuple. `raw` is a cell that is neither
                               empty nor "-" (those leave and clear). Raises ValidationError with a sentence.
                               Kind.PLACE gives the text: province, district and subdistrict are read together.
    column.cell(values, terms) what stands in an export's cell for the values of `column.sources`: text, a number, a
                               date, or a list of texts (Kind.TERMS, Kind.PROVINCES; joined by "; " in CSV and Excel)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import TextChoices
from import_export.fields import Field
from import_export.resources import Resource

from organisations import cells
from organisations.choices import STATE_NAMES, STATUS_NAMES, DatePrecision, Taxonomy
from organisations.terms import Terms

_IF_ANY = "If any"
SEVERAL_EN = "Several values are separated by ; "
Cell = str | int | Decimal | date | datetime | list[str] | None


class Kind(StrEnum):
    CODE = "code"  # registry code
    TEXT = "text"
    LONG_TEXT = "long_text"  # several lines
    TERM = "term"  # one term of a taxonomy
    TERMS = "terms"  # several
    STATUS = "status"
    DATE = "date"  # a day, a month or a year
    INTEGER = "integer"
    MONEY = "money"  # baht
    PLACE = "place"  # province, district or subdistrict
    PROVINCES = "provinces"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    NUMBER = "number"  # registration number
    PERSON = "person"  # title and name
    MOMENT = "moment"  # exports only
    RECORD = "record"  # the number of a record of a small book
    CHOICE = "choice"  # one of a closed list of the program
    DAY = "day"  # a whole date, never a month or a year alone
    FOUND = "found"  # a record of another book by its code or name; the form of the book finds it


class Column(Field):
    """One column: see the module. `sources` are the lookups an export reads, `feeds` where an import writes."""

    def __init__(
        self,
        heading: str,
        heading_en: str,
        kind: Kind,
        *feeds: str,
        also: str = "",
        sources: Sequence[str] = (),
        taxonomy: Taxonomy | None = None,
        choices: type[TextChoices] | None = None,
        required: bool = False,
        personal: bool = False,
        max_length: int = 0,
        help_th: str = "ถ้ามี",
        help_en: str = _IF_ANY,
    ) -> None:
        super().__init__(column_name=heading)
        self.key = ""
        self.heading_en = heading_en
        self.kind = kind
        self.feeds = feeds
        self.synonyms = tuple(also.split(" · ")) if also else ()
        self.sources = tuple(sources) or tuple(_source(feed, kind) for feed in feeds)
        self.taxonomy = taxonomy
        self.choices = choices
        self.required = required
        self.personal = personal or (feeds[:1] != () and feeds[0].startswith(("head.", "coordinator.")))
        self.max_length = max_length
        # Whether `clean` surely gives a normalised text, not an empty one and no longer than may be, back as it is.
        self.tidy = cells.TIDY.get(kind) if taxonomy is None and choices is None else None
        self.help_th = help_th
        self.help_en = SEVERAL_EN if self.is_multiple and help_en == _IF_ANY else help_en

    @property
    def heading(self) -> str:
        return str(self.column_name)

    @property
    def is_multiple(self) -> bool:
        """Whether a cell may hold several values."""
        return self.kind in (Kind.TERMS, Kind.PROVINCES)

    @property
    def names(self) -> dict[str, str]:
        """Kind.CHOICE: the Thai name of each value, since files are in Thai whatever the reader's language."""
        return cells.choice_names(self.choices) if self.choices is not None else {}

    def clean(self, raw: Any, terms: Terms) -> tuple[Any, ...]:
        """The values of a cell for `feeds`. Raises ValidationError."""
        if self.taxonomy is not None:
            codes = cells.clean_terms(raw, self.taxonomy, terms, several=self.kind is Kind.TERMS)
            return (codes,) if self.kind is Kind.TERMS else (codes[0],)
        if self.choices is not None:
            return (cells.clean_choice(raw, self.choices),)
        return cells.CLEANERS[self.kind](raw, self.max_length)

    def cell(self, values: Sequence[Any], terms: Terms) -> Cell:
        """What an export shows for the values of `sources`."""
        match self.kind:
            case Kind.TERM:
                return cells.term_name(self.taxonomy, values[0], terms)
            case Kind.TERMS:
                return [cells.term_name(self.taxonomy, code, terms) for code in values[0] or ()]
            case Kind.STATUS:
                return (STATUS_NAMES | STATE_NAMES)[values[0]]
            case Kind.DATE:
                return cells.date_cell(*values)
            case Kind.PROVINCES:
                return cells.province_names(values[0] or ())
            case Kind.DAY:
                return cells.date_cell(values[0], DatePrecision.DAY)
            case Kind.CHOICE:
                return self.names.get(values[0], values[0])
            case Kind.PERSON:
                return cells.person_cell(*values)
            case _:
                return "" if values[0] is None else values[0]


def _source(feed: str, kind: Kind) -> str:
    """The lookup that an export reads for what an import feeds."""
    return f"{feed}__name_th" if kind is Kind.PLACE else feed.replace(".", "__")


R = TypeVar("R", bound=type[Resource])


def keyed(resource: R) -> R:
    """Class decorator of a Resource of Columns: each knows the name that it has there."""
    for key, column in resource.fields.items():
        column.key = key
    return resource
