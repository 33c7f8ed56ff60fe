import pytest
from django.template import Context, Template
from django.templatetags.static import static
from django.utils import translation

from core import markup

PAGE = (
    '{% translate "Search" %}|{% trans "Search" as word %}{{ word }}'
    '|{% translate "100% sure <b>" %}|{% translate word %}|{% translate "Search"|upper %}'
)


def test_a_text_is_in_the_language_of_each_page() -> None:
    page = Template(PAGE)
    for language, word in (("th", "ค้นหา"), ("en", "Search"), ("th", "ค้นหา")):
        with translation.override(language):
            assert page.render(Context()) == f"{word}|{word}|100% sure <b>|{word}|{word.upper()}"


def test_icons_and_files_by_constant_and_by_name() -> None:
    page = Template(
        '{% icon "search" %}|{% icon name %}|{% icon "search" "Find <it>" %}'
        '|{% static "icon.svg" %}|{% static file %}|{% static "icon.svg" as url %}{{ url }}'
    )
    drawn, file = markup.icon("search"), static("icon.svg")
    said = markup.icon("search", "Find <it>")
    assert page.render(Context({"name": "search", "file": "icon.svg"})) == "|".join(
        [drawn, drawn, said, file, file, file]
    )


def test_an_icon_that_there_is_not_is_told_when_the_template_is_read() -> None:
    with pytest.raises(ValueError, match="no icon"):
        Template('{% icon "searhc" %}')
