from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory, override_settings

from core import navigation

MENU = [
    ("Home", "/", "everyone"),
    ("Components", "ui", "everyone"),
    ("Nowhere", "no-such-page", "everyone"),
    ("Mine", "set_language", "signed-in"),
    ("Ours", "readyz", "import_spreadsheets"),
]


def officer(*rights: str) -> SimpleNamespace:
    return SimpleNamespace(is_authenticated=True, can=lambda right: right in rights)


def labels(user: object, path: str = "/") -> list[tuple[str, str]]:
    request = RequestFactory().get(path)
    request.user = user  # type: ignore[assignment] # any object that can be asked for its rights
    with override_settings(NAVIGATION=MENU):
        return [(place.label, place.current) for place in navigation.main_menu(request)]


def test_the_menu_shows_what_exists_and_what_the_reader_may_enter() -> None:
    assert labels(AnonymousUser()) == [("Home", "page"), ("Components", "")]
    assert labels(officer(), "/ui/") == [("Home", ""), ("Components", "page"), ("Mine", "")]
    assert labels(officer("import_spreadsheets"), "/ui/x/") == [
        ("Home", ""),
        ("Components", "true"),
        ("Mine", ""),
        ("Ours", ""),
    ]


def test_bread_crumbs_end_at_the_page_itself() -> None:
    assert navigation.trail(["List", "ui", "Away", "/away/", "This"]) == [
        navigation.Place("List", "/ui/"),
        navigation.Place("Away", "/away/"),
        navigation.Place("This", "", "page"),
    ]


def test_an_address_that_does_not_exist_is_empty() -> None:
    assert navigation.address("no-such-page") == ""
    assert navigation.address("?page=2") == "?page=2"
