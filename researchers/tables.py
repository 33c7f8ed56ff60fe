"""The rows of the list, as its template shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from organisations.list_columns import ListColumn, Reading
from organisations.tables import Cell
from researchers.models import Researcher
from researchers.wording import full_name


@dataclass(frozen=True)
class Row:
    """One researcher of the list: the row's own heading, and a cell for each chosen column."""

    name: str
    url: str
    affiliation: str
    cells: list[Cell]


def rows(researchers: Iterable[Researcher], columns: Sequence[ListColumn], reading: Reading) -> list[Row]:
    """Present the researchers of one page under the columns that the reader chose."""
    return [
        Row(
            name=full_name(researcher),
            url=researcher.get_absolute_url(),
            affiliation=researcher.affiliation,
            cells=[Cell(str(column.label), column.numeric, column.show(researcher, reading)) for column in columns],
        )
        for researcher in researchers
    ]
