"""Catalogues: what is extracted, kept, dropped and found wrong."""

from pathlib import Path

import pytest

from csoregistry import translations

TEMPLATE = (
    "{% load i18n %}{% trans 'Province' %} "
    "{% blocktrans count n=2 %}{{ n }} row{% plural %}{{ n }} rows{% endblocktrans %}"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one app that has two texts in a template and one in code."""
    page = tmp_path / "places/templates/places/page.html"
    page.parent.mkdir(parents=True)
    page.write_text(TEMPLATE, encoding="utf-8")
    code = 'from django.utils.translation import gettext as _\n_("%(count)d places")\n'
    (tmp_path / "places/views.py").write_text(code, encoding="utf-8")
    translations.update(tmp_path)
    return tmp_path


def catalogue(root: Path) -> Path:
    return root / "places/locale/th/LC_MESSAGES/django.po"


def translate(root: Path, **texts: str) -> None:
    """Write the three translations, `texts` in the place of ours."""
    words = {"province": "จังหวัด", "rows": "%(n)s แถว", "places": "%(count)d แห่ง"} | texts
    text = catalogue(root).read_text(encoding="utf-8")
    text = text.replace('msgid "Province"\nmsgstr ""', f'msgid "Province"\nmsgstr "{words["province"]}"')
    text = text.replace('msgstr[0] ""', f'msgstr[0] "{words["rows"]}"')
    text = text.replace('places"\nmsgstr ""', f'places"\nmsgstr "{words["places"]}"')
    catalogue(root).write_text(text, encoding="utf-8")


def faults(root: Path) -> list[str]:
    return [fault.removeprefix("places/locale/th/LC_MESSAGES/django.po: ") for fault in translations.check(root)]


def test_new_texts_ask_for_a_translation(root: Path) -> None:
    assert faults(root) == [
        "without translation: '%(count)d places'",
        "without translation: '%(n)s row'",
        "without translation: 'Province'",
    ]


def test_whole_catalogues_have_no_faults_and_stay_as_they_are(root: Path) -> None:
    translate(root)
    before = catalogue(root).read_bytes()
    translations.update(root)
    assert (faults(root), catalogue(root).read_bytes()) == ([], before)


def test_a_lost_placeholder_is_found(root: Path) -> None:
    translate(root, places="หลายแห่ง")
    assert faults(root) == ["other placeholders than the English text: '%(count)d places'"]


def test_a_text_that_is_gone_is_found_and_dropped(root: Path) -> None:
    translate(root)
    (root / "places/views.py").write_text("", encoding="utf-8")
    assert faults(root) == ["no longer used (run update): '%(count)d places'"]
    translations.update(root)
    assert faults(root) == []


def test_one_text_has_one_translation(root: Path) -> None:
    translate(root)
    (root / "plans").mkdir()
    code = 'from django.utils.translation import gettext as _\n_("Province")\n'
    (root / "plans/views.py").write_text(code, encoding="utf-8")
    # Another catalogue's words are taken over.
    translations.update(root)
    assert translations.check(root) == []
    other = root / "plans/locale/th/LC_MESSAGES/django.po"
    other.write_text(other.read_text(encoding="utf-8").replace("จังหวัด", "เขต"), encoding="utf-8")
    assert translations.check(root) == [
        "plans/locale/th/LC_MESSAGES/django.po: translated otherwise than in"
        " places/locale/th/LC_MESSAGES/django.po: 'Province'"
    ]


def test_only_what_is_newer_is_compiled(root: Path) -> None:
    translate(root)
    assert (translations.compile_all(root), translations.compile_all(root)) == (1, 0)


@pytest.mark.parametrize("arguments", [[], ["update", "nowhere"], ["weigh"]])
def test_a_wrong_command_says_what_there_is(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(arguments) == 2
    assert capsys.readouterr().err.startswith("Say check, compile, or update")


def test_the_catalogues_of_this_checkout_are_whole() -> None:
    assert translations.check() == []
