import pytest
from django.db import connection

from core import streams

pytestmark = pytest.mark.django_db
MANY = "SELECT number, repeat('ก', %s) FROM generate_series(1, 200000) AS number"


def test_every_row_once_in_pieces():
    pieces = list(streams.csv_pieces(MANY, [5]))
    assert sum(rows for _piece, rows in pieces) == 200_000
    assert len(pieces) > 10
    assert b"".join(piece for piece, _rows in pieces).decode().splitlines()[-1] == "200000,กกกกก"


def test_nothing_is_an_empty_cell_and_texts_are_quoted_where_they_must():
    sql = "SELECT NULL, %s, '%%'"
    assert list(streams.csv_pieces(sql, ['a"b,\n'])) == [(b',"a""b,\n",%\n', 1)]
    assert list(streams.text_rows(sql, ["\\N\t"])) == [(None, "\\N\t", "%")]


def test_what_is_broken_off_ends_on_the_server_too():
    pieces = streams.csv_pieces(MANY, [500])
    next(pieces)
    pieces.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_no_rows_no_pieces():
    assert list(streams.csv_pieces("SELECT 1 WHERE false", [])) == []
    assert list(streams.gathered([])) == []
