"""What every test shares: the real servers, the official places, and the same cast of people."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from csoregistry import embedded, translations
from tests.database import use_template


def pytest_configure() -> None:
    embedded.join()
    translations.compile_all()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,  # pytest-django's own: a database for each xdist worker
    django_db_blocker: DjangoDbBlocker,
) -> None:
    with django_db_blocker.unblock():
        use_template()


def _load_lists() -> None:
    # Lazy: Django is not set up when this file is imported.
    from django.core.management import call_command

    from places.models import Province

    if not Province.objects.exists():
        call_command("load_places", verbosity=0)
        call_command("load_taxonomies", verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test that has a database has the places and the taxonomies in it."""
    with django_db_blocker.unblock():
        _load_lists()


@pytest.fixture(autouse=True)
def _lists_after_flush(request):
    """A test that commits empties the tables at its end; the next one finds the lists again."""
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db", "live_server"} & set(
        request.fixturenames
    ):
        request.getfixturevalue("db" if "transactional_db" not in request.fixturenames else "transactional_db")
        _load_lists()


def _person(username: str, role: str, *provinces: str):
    from tests.factories.accounts import UserFactory

    return UserFactory(username=username, name=f"คุณ{username}", role=role, provinces=provinces)


@pytest.fixture
def admin(db):
    return _person("admin", "admin")


@pytest.fixture
def staff(db):
    return _person("staff", "staff")


@pytest.fixture
def coordinator(db):
    """The coordinator of เชียงใหม่ (50)."""
    return _person("coordinator", "coordinator", "50")


@pytest.fixture
def coordinator_south(db):
    """The coordinator of สงขลา (90)."""
    return _person("coordinator.south", "coordinator", "90")


@pytest.fixture
def agency_officer(db):
    """An officer of สช., where a test has loaded the plan."""
    return _person("agency", "agency")


@pytest.fixture
def committee(db):
    return _person("committee", "committee")


@pytest.fixture
def client_of():
    """client_of(user): a browser in which that person is signed in; client_of(None): a stranger's."""

    def make(user=None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
