"""What every test shares: the real servers, and (below) the same cast of people."""

import pytest
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
