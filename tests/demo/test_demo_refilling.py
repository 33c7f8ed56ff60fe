"""Filling from empty sets checks and indexes aside; nothing of them may be missing or different afterwards."""

import pytest
from django.db import connection

from csoregistry.demo import refilling
from csoregistry.demo.making import make
from organisations.listing.checking import differences
from organisations.models import Organisation, Person
from tests.demo.conftest import SEED

HOUSEHOLD = """
    SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()
    UNION ALL
    SELECT conrelid::regclass::text || conname::text || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
    UNION ALL
    SELECT tgrelid::regclass::text || tgname::text || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT tgrelid::regclass::text || tgfoid::regproc::text || tgenabled::text || count(*) FROM pg_trigger
    WHERE tgisinternal GROUP BY tgrelid, tgfoid, tgenabled
    ORDER BY 1
"""


def household() -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute(HOUSEHOLD)
        return cursor.fetchall()


@pytest.fixture
def refilled(plan, monkeypatch):
    """(made, household before) of a registry that was filled the quick way."""
    monkeypatch.setattr(refilling, "WORTH_IT", 1)
    before = household()
    return make(count=60, seed=SEED).made, before


def test_checks_indexes_and_triggers_are_as_before(refilled):
    assert household() == refilled[1]


def test_what_is_kept_for_lists_is_exact(refilled):
    assert not differences()
    Organisation.objects.filter(pk=Organisation.objects.values("pk")[:1]).update(province_id="10")
    assert not differences()


def test_history_has_every_row(refilled):
    for model, kind in ((Organisation, "organisations"), (Person, "people")):
        events = model.pgh_event_model.objects.filter(pgh_label="insert", pgh_context__metadata__through="command")
        assert events.count() == model.objects.count() == refilled[0][kind]
