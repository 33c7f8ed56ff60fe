from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from forum.models import FollowUp, FollowUpStatus, Forum
from plans.models import Agency
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

DOCUMENT = settings.BASE_DIR / "forum" / "documents" / "forum-2565.yaml"


@pytest.fixture
def thaihealth():
    return Agency.objects.create(code="thaihealth", abbreviation="สสส.", name_th="กองทุนสนับสนุนการสร้างเสริมสุขภาพ")


def test_the_forum_of_2565_has_its_eight_proposals(thaihealth):
    call_command("load_forum", DOCUMENT, verbosity=0)
    forum = Forum.objects.get(year=2565)
    assert forum.participants == 848
    assert list(forum.proposals.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [agency.abbreviation for agency in forum.proposals.get(number=8).agencies.all()] == ["คสป."]


def test_loading_twice_writes_nothing_and_keeps_follow_ups(thaihealth):
    call_command("load_forum", DOCUMENT, verbosity=0)
    forum = Forum.objects.get(year=2565)
    FollowUp.objects.create(
        proposal=forum.proposals.get(number=1),
        on="2022-10-01",
        status=FollowUpStatus.DONE,
        text="x",
        created_by=UserFactory(),
    )
    before = forum.events.count(), forum.proposals.get(number=1).events.count()
    call_command("load_forum", DOCUMENT, verbosity=0)
    assert (forum.events.count(), forum.proposals.get(number=1).events.count()) == before
    assert FollowUp.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- a list", "not a forum document"),
        ("year: [", "broken.yaml"),
        (
            "year: 2566\nname_th: x\nproposals: [{number: 1, th: x, agencies: [{agency: nobody}]}]",
            "unknown agency 'nobody'",
        ),
        (
            "year: 2566\nname_th: x\nplan: cso-1\nproposals: [{number: 1, th: x, projects: ['9.9']}]",
            "has no project 9.9",
        ),
    ],
)
def test_a_broken_document_is_refused_whole(tmp_path: Path, text, reason):
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=reason):
        call_command("load_forum", path, verbosity=0)
    assert not Forum.objects.filter(year=2566).exists()
