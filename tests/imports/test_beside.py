"""Writing beside the work: in order, and what goes wrong comes out where the work waits."""

import sys

import pytest
from django.db import DataError, connection

from imports.beside import Beside

pytestmark = pytest.mark.django_db


def execute(database, sql: str) -> None:
    with database.cursor() as cursor:
        cursor.execute(sql)


def test_everything_is_written_in_order():
    with Beside() as beside:
        beside.write(execute, "CREATE TEMP TABLE beside (n int) ON COMMIT DROP")
        for number in range(3):
            beside.write(execute, f"INSERT INTO beside VALUES ({number})")
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(n) FROM beside")
        assert cursor.fetchone() == ([0, 1, 2],)


def test_what_went_wrong_is_raised_as_django_would():
    with pytest.raises(DataError), Beside() as beside:
        beside.write(execute, "SELECT 1 / 0")


def test_what_the_work_raises_comes_first():
    def fail() -> None:
        with Beside() as beside:
            beside.write(execute, "SELECT 1 / 0")
            raise KeyError

    with pytest.raises(KeyError):
        fail()


def test_threads_take_turns_as_before_afterwards():
    before = sys.getswitchinterval()
    with Beside():
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before
