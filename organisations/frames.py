"""What the frame of a list is made of: its columns, filters and orders. Rooms above have lists of the same shape."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations import filters, list_columns
from organisations.filters import SIZES, ListQuery
from organisations.list_columns import ListColumn
from organisations.querysets import COLUMNS, ORDERS
from organisations.terms import Terms


@dataclass(frozen=True)
class Frame:
    """One list. `name`: of its addresses, of its readers' choices, and in SavedView.page; `first`: columns at first.

    `keys`, `orders`, `ranks`: as filters.parse takes them.
    """

    name: str
    title: str | Promise
    columns: Mapping[str, ListColumn]
    first: tuple[str, ...]
    keys: Collection[str]
    orders: Collection[str]
    ranks: bool

    def parse(self, data: QueryDict, terms: Terms, user: Any, *, size: int = SIZES[0]) -> ListQuery:
        """What an address asks of this list."""
        return filters.parse(data, terms, user, keys=self.keys, orders=self.orders, size=size, ranks=self.ranks)

    def offered(self, user: Any) -> list[ListColumn]:
        """Every column that this reader may choose."""
        return list_columns.offered(user, self.columns)

    def chosen(self, keys: Iterable[Any], user: Any) -> list[ListColumn]:
        """The columns of `keys` that this reader may see; those at first where none is left."""
        return list_columns.chosen(keys, user, self.columns, self.first)


ORGANISATIONS = Frame(
    "organisations", _("Organisations"), list_columns.ALL, list_columns.DEFAULT, COLUMNS, ORDERS, ranks=True
)
