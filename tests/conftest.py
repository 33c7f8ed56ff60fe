"""What every test shares: the real servers, the official places, and the same cast of people."""

from __future__ import annotations

import os

import pytest
from django.test import Client

from csoregistry import embedded, translations


def pytest_configure() -> None:
    embedded.join()
    translations.compile_all()


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: each waits a third of its time for PostgreSQL or the browser."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_test_environment, django_db_blocker):
    """The template is there, under the name that Django's settings give it."""
    # Lazy: Django is not set up when this file is imported.
    from tests import database

    with django_db_blocker.unblock():
        database.use_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_blocker):
    """Every test that has a database has the places and the taxonomies in it, also after one that commits."""
    from django.test import TransactionTestCase

    from tests import database

    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # Django's own empties all tables one by one and installs every trigger anew: three seconds a test.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: database.flush())
        with database.test_database(f"test_registry_{worker}"):
            yield


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
            client.force_login(user, backend="accounts.backends.NameBackend")
        return client

    return make
