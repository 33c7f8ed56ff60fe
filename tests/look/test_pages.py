"""The frame that every page has, and the pages for what went wrong."""

import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

pytestmark = pytest.mark.django_db


def test_the_components_are_shown_while_developing_only(client: Client, settings: Settings) -> None:
    assert client.get("/ui/").status_code == 404
    settings.DEBUG = True
    response = client.get("/ui/")
    assert response.status_code == 200
    components = re.findall(r"<code>(\w+)\.html</code></dt><dd>(.*?)</dd>", response.content.decode())
    assert len(components) >= 26
    assert [name for name, says in components if not says] == []


def test_a_page_has_one_heading_one_main_part_and_a_way_past_the_menu(client: Client, settings: Settings) -> None:
    settings.DEBUG = True
    html = client.get("/ui/").content.decode()
    assert html.count("<h1") == html.count("<main") == html.count('href="#content">ข้าม') == 1
    assert '<html lang="th">' in html
    assert "<title>Components – ทะเบียนองค์กรภาคประชาสังคม</title>" in html


def test_the_language_is_switched_by_a_button_and_remembered(client: Client, settings: Settings) -> None:
    settings.DEBUG = True
    response = client.post("/language/", {"language": "en", "next": "/ui/?q=1"})
    assert (response.status_code, response.headers["Location"]) == (302, "/ui/?q=1")
    html = client.get("/ui/").content.decode()
    assert '<html lang="en">' in html
    assert "Skip to content" in html


def test_a_page_is_in_thai_until_the_reader_chooses_whatever_the_browser_prefers(client: Client) -> None:
    response = client.get("/no-such-page/", headers={"accept-language": "en-US,en"})
    assert response.headers["Content-Language"] == "th"
    client.cookies["django_language"] = "xx"
    assert client.get("/no-such-page/").headers["Content-Language"] == "th"
    client.cookies["django_language"] = "en"
    assert client.get("/no-such-page/").headers["Content-Language"] == "en"


def test_the_language_switch_leads_to_no_other_host(client: Client) -> None:
    response = client.post("/language/", {"language": "en", "next": "https://example.org/"})
    assert response.headers["Location"] == "/"


def test_an_unknown_address_is_answered_by_our_page(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "<h1>ไม่พบหน้านี้</h1>" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_the_page_for_a_broken_system_needs_nothing_that_may_be_broken(
    name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        html = render_to_string(name)
    assert "<h1>" in html
    assert "ทะเบียนองค์กรภาคประชาสังคม" in html


@pytest.mark.parametrize(
    ("errors", "title"), [({}, "New"), ({"name": ["missing"]}, "ข้อผิดพลาด: New")], ids=["without", "with"]
)
def test_the_title_of_a_form_with_errors_says_so(errors: dict[str, list[str]], title: str) -> None:
    page = "{% extends 'base.html' %}{% block title %}New{% endblock %}"
    context = Context({"request": RequestFactory().get("/"), "form": {"errors": errors}})
    assert re.findall(r"<title>(.*?) –", Template(page).render(context)) == [title]


def test_the_policy_allows_nothing_inline_and_no_other_host(client: Client) -> None:
    policy = client.get("/no-such-page/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert re.findall(r"https?:|\*", policy) == []
