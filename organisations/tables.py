"""The rows of the list, as its template shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from core.names import in_reader_language
from organisations.choices import Taxonomy
from organisations.filters import SIZES
from organisations.list_columns import ListColumn, Reading, Shown, place_of
from organisations.models import Organisation
from organisations.search import Understanding
from organisations.search.why import Why, why

__all__ = ["Cell", "CountedPaginator", "Row", "place_of", "rows"]
PAGE_SIZE = SIZES[0]
_ANY = "CSO-0000000"


class CountedPaginator(Paginator):
    """Pages of a list whose rows have been counted already."""

    def __init__(self, rows: Any, *, total: int, per_page: int = PAGE_SIZE) -> None:
        super().__init__(rows, per_page)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total

    def found(self, number: int) -> Page:
        """The page `number` where its rows alone have been found."""
        return Page(self.object_list, number, self)


# Not frozen: a page makes hundreds, and freezing doubles what each costs.
@dataclass(slots=True)
class Cell:
    """One value of a row under the column's label."""

    label: str
    numeric: bool
    shown: Shown


@dataclass(slots=True)
class Row:
    """One organisation of the list: its own heading, and a cell for each chosen column."""

    name: str
    url: str
    code: str
    form: str
    cells: list[Cell]
    why: Why | None = None


def rows(
    organisations: Iterable[Organisation],
    columns: Sequence[ListColumn],
    reading: Reading,
    asked: Understanding | None = None,
) -> list[Row]:
    """Present the organisations of one page under the columns that the reader chose; with why a search found them."""
    labels = [str(column.label) for column in columns]
    # Asked for once, not for each row.
    address = reverse("organisations:detail", args=[_ANY])
    forms = reading.terms.names_in(Taxonomy.LEGAL_FORM, reading.tongue)
    return [
        Row(
            name=in_reader_language(organisation.name_th, organisation.name_en, tongue=reading.tongue),
            url=address.replace(_ANY, organisation.code),
            code=organisation.code,
            form=forms.get(organisation.legal_form, organisation.legal_form),
            cells=[
                Cell(label, column.numeric, column.show(organisation, reading))
                for label, column in zip(labels, columns, strict=True)
            ],
            why=why(asked, organisation) if asked and asked.asks else None,
        )
        for organisation in organisations
    ]
