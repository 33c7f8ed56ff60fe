"""What a person said of headings that were not understood, remembered for the next file of that shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imports.books.book import Book
from imports.books.organisations import ORGANISATIONS
from imports.headings import keys_of, shape_of
from imports.models import HeadingMapping


def remembered(texts: list[str], book: Book = ORGANISATIONS) -> dict[str, str]:
    """heading_key → key of a column, "" to skip it; {} where nobody has said anything of files of this shape."""
    found = HeadingMapping.objects.filter(shape=shape_of(texts, book)).values_list("columns", flat=True).first()
    return dict(found or {})


def known_headings() -> frozenset[str]:
    """Keys of headings that a person has explained, so that the table is found by them too."""
    every = HeadingMapping.objects.values_list("columns", flat=True)[:1000]
    return frozenset(key.split("#")[0] for columns in every for key, column in columns.items() if column)


def remember(
    headings: list[dict[str, str]], columns: Mapping[int, str], by: Any, book: Book = ORGANISATIONS
) -> dict[str, str]:
    """Keep what was said of the columns at these places; returns the mapping by heading_key."""
    texts = [one["heading"] for one in headings]
    mapping = {key: columns[at] for at, key in enumerate(keys_of(texts)) if at in columns and key}
    HeadingMapping.objects.update_or_create(shape=shape_of(texts, book), defaults={"columns": mapping, "said_by": by})
    return mapping
