import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from core import form_tokens
from core.models import FormToken
from core.tasks import purge_form_tokens
from organisations import typed

pytestmark = pytest.mark.django_db


def test_the_second_press_lands_where_the_first_did():
    token = uuid.uuid4()
    assert form_tokens.take(token) is None
    form_tokens.lead_to(token, "/there/")
    assert form_tokens.take(token, result="/elsewhere/") == "/there/"


def test_only_old_tokens_are_purged():
    old, young = uuid.uuid4(), uuid.uuid4()
    for token in (old, young):
        form_tokens.take(token)
    moment = timezone.now() - form_tokens.TOKENS_KEPT
    FormToken.objects.filter(token=old).update(at=moment - timedelta(minutes=1))
    FormToken.objects.filter(token=young).update(at=moment + timedelta(minutes=1))
    assert purge_form_tokens() == 1
    assert list(FormToken.objects.values_list("token", flat=True)) == [young]


def test_a_token_outlives_what_was_typed_into_its_form():
    assert form_tokens.TOKENS_KEPT > typed.KEPT + typed.TICKET_HOLDS


def test_the_beat_purges_them():
    assert "core.tasks.purge_form_tokens" in [one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()]
