"""The cells that the database makes are those that Python says, for every column."""

import csv
import io
import json
from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.spreadsheets import neutralised
from organisations.exporting import Export
from organisations.models import Organisation, Person, YearlyBudget
from organisations.terms import current_terms
from tests.factories.organisations import OrganisationFactory, PersonFactory, YearlyBudgetFactory

pytestmark = pytest.mark.django_db

# What PostgreSQL keeps: no NUL, no halves of surrogate pairs.
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
signs = st.sampled_from(["", "=", "'=", "-", "＠", "\n", "\t", "'", ",", '"', "\\.", "\\"])
words = st.builds(lambda first, rest: first + rest, signs, text)
codes = st.lists(st.sampled_from(["01", "04", "23", "99", "none", "=x"]), max_size=7)
counts = st.none() | st.integers(0, 2**31 - 1)
VALUES = {
    "name_th": words.filter(bool),
    "name_en": words,
    "abbreviation": words,
    "legal_form": st.sampled_from(["association", "group", "unknown", "=1", ""]),
    "registration_number": words,
    "registered_on": st.none() | st.dates(),
    "registered_precision": st.sampled_from(["day", "month", "year"]),
    "status": st.sampled_from(["active", "dormant", "dissolved"]),
    "state": st.sampled_from(["draft", "submitted", "returned"]),
    "house_number": words,
    "lane": words,
    "road": words,
    "subdistrict_id": st.sampled_from([None, "500701", "500101"]),
    "district_id": st.sampled_from([None, "5007", "9001"]),
    "province_id": st.sampled_from(["10", "50", "90"]),
    "phone": words,
    "website": words,
    "issues": codes,
    "area_provinces": st.lists(st.sampled_from(["10", "50", "00"]), max_size=6),
    "level": st.sampled_from(["", "tambon", "nowhere"]),
    "staff_count": counts,
    "member_count": counts,
    "objectives": words,
    "note": words,
}
PEOPLE = {"title": st.sampled_from(["", "นาง", "Dr.", "=", "ดร."]), "name": words, "position": words, "email": words}


@given(
    values=st.fixed_dictionaries(VALUES),
    person=st.none() | st.fixed_dictionaries(PEOPLE),
    total=st.none() | st.decimals(0, 10**12, places=2),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_column_is_the_same_both_ways(values, person, total, admin):
    organisation = OrganisationFactory(**values)
    if person:
        PersonFactory(organisation=organisation, **person)
    if total is not None:
        YearlyBudgetFactory(organisation=organisation, fiscal_year=2560, total=1)
        YearlyBudgetFactory(organisation=organisation, fiscal_year=2565, total=total)
    found = Organisation.objects.filter(pk=organisation.pk)
    export = Export(found, admin, current_terms(), with_people=True)
    expected = [in_python(column, organisation) for column in export.columns]

    file = csv.reader(io.StringIO(b"".join(export.csv()).decode("utf-8-sig"), newline=""))
    assert list(file) == [export.headings, [flat(cell) for cell in expected]]
    [row] = json.loads(b"".join(export.json()))
    assert list(row.values()) == [plain(cell) for cell in expected]
    assert export.rows == 2


def in_python(column, organisation):
    """The cell as Column.cell makes it, from the values of its sources read one by one."""
    values = []
    for source in column.sources:
        if source == "latest_budget":
            latest = YearlyBudget.objects.filter(organisation=organisation).order_by("-fiscal_year").first()
            values.append(latest and latest.total)
        elif source.startswith(("head__", "coordinator__")):
            kind, name = source.split("__")
            person = Person.objects.filter(organisation=organisation, kind=kind).first()
            values.append(getattr(person, name, None))
        else:
            values.append(Organisation.objects.values_list(source, flat=True).get(pk=organisation.pk))
    cell = column.cell(values, current_terms())
    return timezone.localtime(cell).isoformat(timespec="seconds") if isinstance(cell, datetime) else cell


def flat(cell):
    if isinstance(cell, list):
        cell = "; ".join(cell)
    return neutralised(cell) if isinstance(cell, str) else str(cell)


def plain(cell):
    return float(cell) if isinstance(cell, Decimal) else cell


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("name", "กขคง"), ("-name", "งคขก"), ("members", "คกขง"), ("-members", "ขกคง"), ("-code", "งคขก")],
)
def test_in_the_order_of_the_list(sort, expected, admin):
    for name, members in zip("กขคง", (5, 9, 1, None), strict=True):
        OrganisationFactory(name_th=name, member_count=members)
    found = Organisation.objects.visible_to(admin).in_order(sort)
    export = Export(found, admin, current_terms())
    names = [row["ชื่อองค์กร"] for row in csv.DictReader(io.StringIO(b"".join(export.csv()).decode("utf-8-sig")))]
    assert "".join(names) == expected == "".join(found.values_list("name_th", flat=True))
