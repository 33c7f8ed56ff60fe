"""Who looked at the people of one organisation: what a person concerned may ask for."""

import pytest

from core.models import PersonalDataAccess
from organisations.actions.merging import merge
from organisations.looks import log_export, log_view
from tests.factories.organisations import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def whose(page):
    return [(line.who, line.code) for line in page.context["lines"]]


def test_only_looks_at_this_record_are_told(staff, coordinator, client_of):
    organisation, other = OrganisationFactory(), OrganisationFactory()
    for person, record in ((coordinator, organisation), (coordinator, other), (staff, organisation)):
        log_view(person, record.code, 1)
    page = client_of(staff).get(f"/organisations/{organisation.code}/looks/")
    assert whose(page) == [("คุณstaff", organisation.code), ("คุณcoordinator", organisation.code)]


def test_lists_and_files_that_may_have_held_it_are_counted_and_shown_where_asked_for(staff, client_of):
    organisation = OrganisationFactory()
    log_view(staff, "", 25, query="/organisations/?province=50")
    log_export(staff, "/organisations/export.csv?people=1", ["head"])
    log_view(staff, "", 25, query="/researchers/", subject="researchers.Researcher")
    client = client_of(staff)
    page = client.get(f"/organisations/{organisation.code}/looks/")
    assert (page.context["many"], whose(page)) == (2, [])
    page = client.get(f"/organisations/{organisation.code}/looks/?many=1")
    assert [line.asked for line in page.context["lines"]] == ["", "จังหวัด: เชียงใหม่"]


def test_looks_at_a_record_that_was_merged_into_it_are_among_them(staff, client_of):
    kept, gone = OrganisationFactory(), OrganisationFactory()
    log_view(staff, gone.code, 1)
    merge(survivor=kept, merged=gone, by=staff)
    assert whose(client_of(staff).get(f"/organisations/{kept.code}/looks/")) == [("คุณstaff", gone.code)]


def test_the_history_leads_to_it_those_who_may(staff, coordinator, client_of):
    organisation = OrganisationFactory()
    url = f"/organisations/{organisation.code}/looks/"
    for person, is_there in ((staff, True), (coordinator, False)):
        assert (url in client_of(person).get(f"/organisations/{organisation.code}/history/").text) == is_there


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_cost_no_questions(rows, staff, client_of, django_assert_num_queries):
    organisation = PersonFactory().organisation
    for _row in range(rows):
        log_view(staff, organisation.code, 1)
    assert PersonalDataAccess.objects.count() == rows
    client = client_of(staff)
    url = f"/organisations/{organisation.code}/looks/"
    client.get(url)
    with django_assert_num_queries(8):
        assert len(client.get(url).context["lines"]) == rows
