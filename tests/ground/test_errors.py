"""The pages for what went wrong, in the reader's language, without a traceback."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from csoregistry import urls


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret that no page shows")


refuse.login_required = fail.login_required = False  # type: ignore[attr-defined]  # what login_not_required sets

urlpatterns = [*urls.urlpatterns, path("refuse", refuse), path("fail", fail)]

HEADINGS = {404: "ไม่พบ", 403: "สิทธิ์", 500: "ระบบ"}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/nowhere/", 404), ("/refuse", 403), ("/fail", 500)])
@override_settings(ROOT_URLCONF=__name__)
def test_an_error_page_is_thai(address: str, status: int) -> None:
    answer = Client(raise_request_exception=False).get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="th"' in page
    assert HEADINGS[status] in page
    assert "secret" not in page


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_an_error_page_follows_the_chosen_language() -> None:
    reader = Client(raise_request_exception=False)
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = reader.get("/nowhere/")
    assert (answer.status_code, '<html lang="en"' in answer.content.decode()) == (404, True)


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 403
    assert '<html lang="th"' in answer.content.decode()
