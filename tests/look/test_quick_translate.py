from django.template import Context, Template
from django.utils import translation

PAGE = (
    '{% translate "Search" %}|{% trans "Search" as word %}{{ word }}'
    '|{% translate "100% sure <b>" %}|{% translate word %}|{% translate "Search"|upper %}'
)


def test_a_text_is_in_the_language_of_each_page() -> None:
    page = Template(PAGE)
    for language, word in (("th", "ค้นหา"), ("en", "Search"), ("th", "ค้นหา")):
        with translation.override(language):
            assert page.render(Context()) == f"{word}|{word}|100% sure <b>|{word}|{word.upper()}"
