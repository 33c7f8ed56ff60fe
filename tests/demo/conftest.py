from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction

from csoregistry.demo.making import Summary, make

SEED = 2564
COUNT = 240


def load_plan() -> None:
    """The real plan and the forum, as `make run` loads them before the demo."""
    call_command("load_plan", "plans/documents/cso-1.yaml", verbosity=0)
    call_command("load_forum", "forum/documents/forum-2565.yaml", verbosity=0)


@pytest.fixture
def plan(db):
    load_plan()


@pytest.fixture(scope="module")
def _made(django_db_setup, django_db_blocker) -> Iterator[Summary]:
    """One demo registry for a file, within a transaction round those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_plan()
        yield make(count=COUNT, seed=SEED)
        transaction.set_rollback(True)


@pytest.fixture
def demo(_made, db) -> Summary:
    """A small demo registry; what was made. What a test changes in it is undone."""
    return _made
