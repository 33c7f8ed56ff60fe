"""The options of the address fields, open to everyone."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db

OPTION = re.compile(r'<option value="([^"]*)">([^<]*)</option>')


def options(client, name, **query) -> list[tuple[str, str]]:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = query.pop("lang", "th")
    response = client.get(reverse(f"places:{name}"), query)
    assert response.status_code == 200
    return OPTION.findall(response.content.decode())


def test_districts_of_a_province_in_dictionary_order(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = options(client, "districts", province="83")
    assert found == [("", "เลือก"), ("8302", "กะทู้"), ("8303", "ถลาง"), ("8301", "เมืองภูเก็ต")]


def test_subdistricts_of_a_district(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = options(client, "subdistricts", district="8302")
    assert found == [("", "เลือก"), ("830203", "กมลา"), ("830201", "กะทู้"), ("830202", "ป่าตอง")]


def test_postcodes_of_a_subdistrict(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert options(client, "postcodes", subdistrict="500108") == [("50200", "50200")]


def test_names_in_english(client):
    assert options(client, "districts", province="83", lang="en")[1] == ("8302", "Kathu")


@pytest.mark.parametrize("code", ["", "99", "830", "\0", "' OR 1=1", "๘๓", "8" * 5000])
def test_an_unknown_code_has_no_options(client, code):
    assert options(client, "districts", province=code) == [("", "เลือก")]
    assert options(client, "subdistricts", district=code) == [("", "เลือก")]
    assert options(client, "postcodes", subdistrict=code) == []


def test_nothing_is_written_through_them(client):
    assert client.post(reverse("places:districts")).status_code == 405
