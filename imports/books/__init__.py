"""The books that spreadsheets can be of: the registry, and the small ones beside it.

    BOOKS["researchers"]     # Book: its columns, its template's sheet and example
    small(imported)          # SmallBook, or None for a file of the registry

The registry's rows go through engines made for hundreds of thousands (imports.checking, imports.applying). The small
books' rows go one by one through the very forms and actions of their pages (docs/adr/0026).
"""

from __future__ import annotations

from imports.books.agencies import AGENCIES
from imports.books.book import Book, SmallBook
from imports.books.indicators import LAWS, NETWORKS, SEATS, SUPPORT, SYSTEMS
from imports.books.organisations import ORGANISATIONS
from imports.books.researchers import RESEARCHERS
from imports.models import Import

BOOKS: dict[str, Book] = {
    book.slug: book for book in (ORGANISATIONS, RESEARCHERS, SEATS, SUPPORT, LAWS, SYSTEMS, NETWORKS, AGENCIES)
}


def book_of(imported: Import) -> Book:
    """The book that a file is of."""
    return BOOKS[imported.book]


def small(imported: Import) -> SmallBook | None:
    """The small book that a file is of; None for the registry."""
    book = BOOKS[imported.book]
    return book if isinstance(book, SmallBook) else None
