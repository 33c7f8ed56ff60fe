"""The list of imports."""

import pytest
from django.urls import reverse

from tests.factories.imports import RIGHT, committed, csv_of, started

pytestmark = pytest.mark.django_db


def test_the_latest_comes_first(admin, client_of):
    first = started(csv_of([RIGHT]), by=admin)
    second = started(csv_of([RIGHT]), by=admin)
    response = client_of(admin).get(reverse("imports:list"))
    assert list(response.context["page_obj"]) == [second, first]


def test_without_imports_it_says_how_to_begin(admin, client_of):
    response = client_of(admin).get(reverse("imports:list"))
    assert reverse("imports:template") in response.text


@pytest.mark.parametrize("rows", [1, 3])
def test_more_imports_need_no_more_questions(admin, client_of, django_assert_num_queries, rows):
    for number in range(rows):
        committed(csv_of([{**RIGHT, "ชื่อองค์กร": f"มูลนิธิที่ {number}"}]), by=admin)
    client = client_of(admin)
    client.get(reverse("imports:list"))
    with django_assert_num_queries(4):
        client.get(reverse("imports:list"))
