import pytest

from places.loading import load_places


@pytest.fixture
def places(db):
    load_places()
