"""The page that says what every column of every book holds."""

from django.urls import reverse

from imports.books import BOOKS


def test_every_column_of_every_book_is_there_with_what_to_type(admin, client_of):
    told = client_of(admin).get(reverse("imports:dictionary")).context["books"]
    assert [(book["slug"], len(book["columns"])) for book in told] == [
        (slug, len(book.columns)) for slug, book in BOOKS.items()
    ]
    assert [column["key"] for book in told for column in book["columns"] if not column["text"]] == []
