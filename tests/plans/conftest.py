import pytest

from tests.factories.plans import load_cso1, make_officer


@pytest.fixture
def cso1(db):
    """The cabinet's plan, loaded from its document."""
    return load_cso1()


@pytest.fixture
def project(cso1):
    """Project 1.2, led by สช. and พม."""
    return cso1.nodes.select_related("plan", "level").get(number="1.2")


@pytest.fixture
def officer(cso1, agency_officer):
    """An officer of สช."""
    make_officer(agency_officer)
    return agency_officer


@pytest.fixture
def stranger(cso1):
    """An officer of an agency that leads no project of สช.: กรมสรรพากร."""
    from tests.factories.accounts import UserFactory

    user = UserFactory(username="stranger", role="agency")
    make_officer(user, "rd")
    return user
