"""An export is a valid import of which nothing is new: whatever stands in the records.

`IMPORT_ROUNDTRIP=10000` tries as many records of chance.
"""

import os
import random
from datetime import date

import pytest
from django.urls import reverse

from organisations.choices import Taxonomy
from organisations.terms import current_terms
from places import official
from tests.factories.imports import checked
from tests.factories.organisations import OrganisationFactory, PersonFactory, YearlyBudgetFactory

pytestmark = pytest.mark.django_db

RECORDS = int(os.environ.get("IMPORT_ROUNDTRIP", "60"))


@pytest.fixture
def registry():
    plain = OrganisationFactory()
    PersonFactory(organisation=plain, title="", name="นายไม่แยก คำนำหน้า")
    YearlyBudgetFactory(organisation=plain, fiscal_year=2563)
    OrganisationFactory(
        name_th="=1+1 สมาคมสูตร",
        abbreviation="@ก",
        phone="ไม่มีโทรศัพท์",
        website="http://old",
        registered_on="2002-01-01",
        registered_precision="year",
        objectives="บรรทัดแรก\nบรรทัดสอง, มีจุลภาค; และอื่น",
        issues=["17", "01"],
        area_provinces=["51", "50"],
        province_id="10",
        district_id="1030",
        state="submitted",
    )
    OrganisationFactory(name_th="สมาคมชื่อซ้ำ")
    OrganisationFactory(name_th="สมาคมชื่อซ้ำ")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_imported_again_is_the_same(registry, admin, client_of, kind):
    response = client_of(admin).get(reverse("organisations:export", args=[kind]))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    imported = checked(content, by=admin, name=f"export.{kind}")
    assert [row.problems for row in imported.rows.all() if row.problems] == []
    assert imported.counts == {"new": 0, "changed": 0, "same": 4, "duplicate": 0, "error": 0}
    assert imported.notes == []


PIECES = ["สมาคม", "กลุ่ม", "เพื่อ", "ผู้สูงอายุ", "น้ำ", "ํา", "ๆ", "ฯ", "1/2", "-", "=", "+1", "@", "'", '"', ";", ",", "|",
          "(", ")", "%",
          "\\", "A", "ไทย", "๑๒", "0", "00123", "1e5", "TRUE", "é", "😀", "&", "<b>",
          "#N/A", "’", ".", "2564", "30/3/2564"]  # fmt: skip
TEXTS = ["name_en", "abbreviation", "registration_number", "house_number", "village_number", "lane", "road", "postcode",
         "phone", "email", "website", "note", "objectives"]  # fmt: skip
LONGEST = {"abbreviation": 60, "registration_number": 60, "house_number": 60, "village_number": 20, "postcode": 5,
           "phone": 60}  # fmt: skip


def some_text(chance, longest=100, *, lines=False):
    if chance.random() < 0.3:
        return ""
    text = chance.choice(("", " ")).join(chance.choice(PIECES) for _piece in range(chance.randint(1, 8)))
    if lines and chance.random() < 0.5:
        text = f"{text}\n{chance.choice(PIECES)}"
    return text[:longest].strip()


def some_organisation(chance, number, terms):
    """A record as pages, imports of old and plain SQL may have left it."""
    place = chance.choice(official.subdistricts())
    level = chance.randint(0, 2)
    day = date(chance.randint(1900, 2025), chance.randint(1, 12), chance.randint(1, 28))
    precision = chance.choice(["day", "month", "year"])
    day = day.replace(day=1) if precision != "day" else day
    values = {name: some_text(chance, LONGEST.get(name, 100), lines=name in ("note", "objectives")) for name in TEXTS}
    lists = {"issues": "issue", "expertise": "expertise", "targets": "target", "fields": "field", "modes": "mode"}
    for name, taxonomy in lists.items():
        codes = [entry.code for entry in terms.current(Taxonomy(taxonomy))]
        values[name] = chance.sample(codes, chance.randint(1 if name == "issues" else 0, 4))
    organisation = OrganisationFactory(
        **values,
        name_th=f"{some_text(chance) or 'ก'} {number}",
        legal_form=chance.choice([entry.code for entry in terms.current(Taxonomy.LEGAL_FORM)]),
        level=chance.choice(["", *(entry.code for entry in terms.current(Taxonomy.LEVEL))]),
        status=chance.choice(["active", "dormant", "dissolved"]),
        state=chance.choice(["draft", "submitted", "returned", "verified"]),
        registered_on=day.replace(month=1) if precision == "year" else day,
        registered_precision=precision,
        province_id=place.province_code,
        district_id=place.district_code if level else None,
        subdistrict_id=place.code if level == 2 else None,
        area_provinces=chance.sample(["10", "50", "90", "38"], chance.randint(0, 3)),
        staff_count=chance.choice([None, 0, 7]),
        member_count=chance.choice([None, 0, 2_000_000]),
    )
    for kind in chance.sample(["head", "coordinator"], chance.randint(0, 2)):
        person = {name: some_text(chance, 60) for name in ("position", "mobile", "email")}
        PersonFactory(
            organisation=organisation, kind=kind, title=chance.choice(["", "นาง", "Dr.", "ดร."]),
            name=some_text(chance) or "ข", **person,
        )  # fmt: skip
    if chance.random() < 0.5:
        YearlyBudgetFactory(
            organisation=organisation, fiscal_year=2564, total=chance.choice(["0", "0.5", "1250000.25"])
        )


def test_records_of_chance_exported_and_imported_again_are_the_same(admin, client_of):
    chance, terms = random.Random(2565), current_terms()
    for number in range(RECORDS):
        some_organisation(chance, number, terms)
    for kind in ("csv", "xlsx"):
        response = client_of(admin).get(f"{reverse('organisations:export', args=[kind])}?people=1")
        imported = checked(b"".join(response.streaming_content), by=admin, name=f"export.{kind}")
        other = imported.rows.exclude(verdict="same").order_by("number")
        assert [(row.number, row.verdict, row.problems, row.changes) for row in other[:3]] == []
        assert imported.counts["same"] == RECORDS
