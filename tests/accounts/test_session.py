"""How long the session lasts, and making it last."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

pytestmark = pytest.mark.django_db


def end_in(seconds):
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=seconds))


def test_a_page_says_when_its_reader_is_signed_out(coordinator, client_of, client):
    browser = client_of(coordinator)
    end_in(300)
    page = browser.get("/")
    assert 290 < page.context["session_seconds"] <= 300
    assert 'id="session-end"' in page.text
    assert 'id="session-end"' not in client.get("/").text


def test_a_look_does_not_make_it_last_and_a_press_does(coordinator, client_of, settings):
    browser = client_of(coordinator)
    end_in(300)
    assert browser.get("/accounts/session/").json()["seconds"] <= 300
    told = browser.post("/accounts/session/").json()
    assert (told["user"], told["seconds"] > settings.SESSION_COOKIE_AGE - 10) == (coordinator.pk, True)
    assert browser.get("/accounts/session/").json()["seconds"] > settings.SESSION_COOKIE_AGE - 10


def test_an_ended_session_is_told(coordinator, client_of):
    browser = client_of(coordinator)
    end_in(-1)
    assert browser.get("/accounts/session/").status_code == 401
    assert browser.post("/accounts/session/").status_code == 401
