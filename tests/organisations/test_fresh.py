"""Texts of many records at once: found at once, and in the index once the beat was there."""

import pytest
from django.db import connection

from organisations.listing import checking, fresh
from organisations.listing.triggers import MANY
from organisations.models import Organisation, Searchable
from organisations.tasks import tidy_listing
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def copied(times):
    """The one organisation there is, so often, by one statement."""
    fields = [field.column for field in Organisation._meta.concrete_fields if field.column not in ("id", "code")]
    names = ", ".join(f'"{name}"' for name in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO organisations_organisation (code, {names}) SELECT 'C' || n, {names}"
            " FROM organisations_organisation, generate_series(1, %s) n",
            [times],
        )
        # As autovacuum does soon after; else what earlier tests left decides how the database goes about it.
        cursor.execute("ANALYZE organisations_organisation, organisations_searchable, organisations_listing")


def found(q):
    return Organisation.objects.searched(q).count()


@pytest.fixture
def held():
    return OrganisationFactory(name_th="สมาคมดอกจำปี", former_names=["ชมรมลั่นทม"])


def test_a_few_records_go_into_the_index_at_once(held):
    copied(MANY)
    assert Searchable.objects.filter(fresh=True).count() == 0


def test_many_are_found_before_they_are_in_the_index_and_afterwards(held, monkeypatch):
    copied(MANY + 1)
    assert Searchable.objects.filter(fresh=True).count() == MANY + 1
    words = ("จำปี", "ลั่นทม", "ดอกจำปา", "lg0eu", "ไม่มี")
    before = [found(word) for word in words]
    assert before[:2] == [MANY + 2, MANY + 2]
    monkeypatch.setattr(fresh, "AT_ONCE", 300)
    assert fresh.settle() == MANY + 1
    assert Searchable.objects.filter(fresh=True).count() == 0
    assert [found(word) for word in words] == before
    assert not checking.differences()


def test_the_beat_puts_them_there(held):
    Searchable.objects.update(fresh=True)
    assert tidy_listing() > 0
    assert not Searchable.objects.get().fresh


def test_a_fresh_record_that_is_written_again_is_found_by_its_new_name(held):
    Searchable.objects.update(fresh=True)
    held.name_th = "สมาคมดอกพุด"
    held.save()
    assert (found("จำปี"), found("ดอกพุด")) == (0, 1)
    assert not checking.differences()


def test_the_index_serves_both_questions(held):
    """A partial index serves a question only that says what it holds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        query = Organisation.objects.searched("ดอกจำปี").order_by().values("pk").query
        sql, given = query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", given)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert [name in plan for name in ("searchable_loose_trgm", "searchable_fresh")] == [True, True]
