"""The template: the declared headings, and itself a file that is understood."""

import io

import openpyxl
import pytest
from django.urls import reverse

from imports.books.organisations import ORGANISATIONS
from imports.builders.template import DATA_SHEET, build_template
from organisations.resources import OrganisationResource, columns
from tests.factories.imports import HEADINGS, checked, xlsx_of

pytestmark = pytest.mark.django_db


def test_the_headings_are_the_declared_ones(admin, client_of):
    response = client_of(admin).get(reverse("imports:template"))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    sheet = book[DATA_SHEET]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in columns()]
    assert all(cell.comment for cell in sheet[1])
    assert len(sheet.data_validations.dataValidation) == 4


def test_uploaded_empty_it_asks_for_a_row(admin):
    assert checked(build_template(), by=admin, name="แบบ.xlsx").failure["code"] == "no_rows"


def test_its_example_is_a_right_row(admin):
    example = {OrganisationResource.fields[key].heading: text for key, text in ORGANISATIONS.example.items()}
    imported = checked(xlsx_of([HEADINGS, [example.get(heading) for heading in HEADINGS]]), by=admin, name="a.xlsx")
    assert imported.rows.get().problems == []
    assert imported.counts["new"] == 1
