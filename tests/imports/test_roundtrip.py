"""An export is a valid import of which nothing is new: whatever stands in the records."""

import pytest
from django.urls import reverse

from tests.factories.imports import checked
from tests.factories.organisations import OrganisationFactory, PersonFactory, YearlyBudgetFactory

pytestmark = pytest.mark.django_db


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
