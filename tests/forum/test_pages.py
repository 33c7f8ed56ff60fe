from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.models import FollowUp
from plans.models import Agency
from tests.factories.forum import FollowUpFactory, ForumFactory, ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_forums_takes_two_queries(client, django_assert_num_queries, count):
    for year in range(2565, 2565 + count):
        ProposalFactory(forum=ForumFactory(year=year))
    with django_assert_num_queries(1):
        client.get(reverse("forum:list"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_forum_takes_four_queries_however_many_proposals(client, django_assert_num_queries, count):
    for number in range(1, count + 1):
        FollowUpFactory(proposal=ProposalFactory(number=number))
    with django_assert_num_queries(4):
        client.get(reverse("forum:forum", args=[2565]))


def test_the_latest_follow_up_is_the_state_of_a_proposal(client):
    proposal = ProposalFactory(number=1)
    today = timezone.localdate()
    FollowUpFactory(proposal=proposal, on=today - timedelta(days=9), status="not_started")
    FollowUpFactory(proposal=proposal, on=today, status="done")
    FollowUpFactory(proposal=proposal, on=today - timedelta(days=3), status="in_progress")
    found = client.get(reverse("forum:forum", args=[2565])).context_data["proposals"][0]
    assert (found.latest_status, found.latest_on, found.follow_up_count) == ("done", today, 3)


def test_a_proposal_without_follow_up_says_not_reported(client):
    proposal = ProposalFactory(number=1)
    assert "ยังไม่มีรายงาน" in client.get(proposal.get_absolute_url()).content.decode()


def test_staff_put_a_follow_up_on_record(client_of, staff):
    proposal = ProposalFactory(number=1)
    response = client_of(staff).post(
        reverse("forum:follow_up", args=[2565, 1]),
        {"on_day": "๓๐", "on_month": "มี.ค.", "on_year": "๒๕๖๕", "status": "done", "text": "ออกระเบียบแล้ว"},
    )
    assert (response.status_code, response.url) == (302, proposal.get_absolute_url())
    entry = FollowUp.objects.get()
    assert (str(entry.on), entry.status, entry.text, entry.created_by) == ("2022-03-30", "done", "ออกระเบียบแล้ว", staff)


def test_a_day_to_come_is_refused_and_what_was_typed_stays(client_of, staff):
    ProposalFactory(number=1)
    year = timezone.localdate().year + 543 + 1
    page = client_of(staff).post(
        reverse("forum:follow_up", args=[2565, 1]),
        {"on_day": "1", "on_month": "1", "on_year": str(year), "status": "done", "text": "ออกระเบียบแล้ว"},
    )
    assert page.status_code == 200
    assert page.context_data["form"].errors.keys() == {"on"}
    assert "ออกระเบียบแล้ว" in page.content.decode()
    assert FollowUp.objects.count() == 0


def test_staff_say_who_is_to_act(client_of, staff):
    proposal = ProposalFactory(number=1)
    kept, dropped = (Agency.objects.create(code=code, name_th=code) for code in ["kept", "dropped"])
    proposal.agencies.add(dropped)
    client_of(staff).post(reverse("forum:parts", args=[2565, 1]), {"agencies": [kept.pk]})
    assert list(proposal.agencies.all()) == [kept]


@pytest.mark.parametrize("address", ["/forum/2599/", "/forum/2565/99/", "/forum/x/"])
def test_a_strangers_address_gets_the_thai_page(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "ไม่พบหน้า" in response.content.decode()
