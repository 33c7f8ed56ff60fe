"""Who looked at the contact details of one researcher."""

import pytest

from organisations.looks import log_view
from tests.factories.researchers import ResearcherFactory

pytestmark = pytest.mark.django_db


def test_only_looks_at_this_entry_are_told(staff, admin, client_of):
    researcher, other = ResearcherFactory.create(), ResearcherFactory.create()
    for person, entry in ((admin, researcher), (staff, other)):
        log_view(person, str(entry.pk), 1, subject="researchers.Researcher")
    page = client_of(staff).get(f"/researchers/{researcher.pk}/looks/")
    assert [(line.who, line.name) for line in page.context["lines"]] == [("คุณadmin", str(researcher))]


def test_the_history_leads_to_it(staff, client_of):
    researcher = ResearcherFactory.create()
    assert f"/researchers/{researcher.pk}/looks/" in client_of(staff).get(f"/researchers/{researcher.pk}/history/").text
