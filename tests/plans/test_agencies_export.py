"""Agencies as a file, those above before those below."""

import csv
import io

import pytest

from tests.factories.indicators import AgencyFactory

pytestmark = pytest.mark.django_db


def test_every_agency_is_in_it_and_stands_below_its_own(client):
    top = AgencyFactory(code="zz", name_th="ฮ", abbreviation="ฮ.", kind="ministry")
    part = AgencyFactory(code="aa", name_th="ก", abbreviation="", parent=top)
    AgencyFactory(code="bb", name_th="ข", abbreviation="", parent=part)
    content = b"".join(client.get("/plans/agencies/export.csv").streaming_content)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(row["รหัสหน่วยงาน"], row["ประเภทหน่วยงาน"], row["สังกัดหน่วยงาน"]) for row in rows] == [
        ("zz", "กระทรวง", ""),
        ("aa", "", "zz"),
        ("bb", "", "aa"),
    ]
