"""References that are checked a statement at a time, and tables from which nothing goes."""

from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.models import User
from imports.models import Import, ImportRow, Touched
from organisations.models import Organisation, Person, YearlyBudget
from places.models import District, Province, Subdistrict
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

REFERENCES = {
    Organisation: (
        "province_id",
        "district_id",
        "subdistrict_id",
        "created_by_id",
        "updated_by_id",
        "responsible_id",
        "verified_by_id",
    ),
    Person: ("created_by_id", "updated_by_id"),
    YearlyBudget: ("created_by_id", "updated_by_id"),
}


def test_every_reference_without_a_foreign_key_is_checked_by_its_table():
    without = {
        model: tuple(
            field.attname for field in model._meta.concrete_fields if field.is_relation and not field.db_constraint
        )
        for model in REFERENCES
    }
    assert {model: sorted(fields) for model, fields in without.items()} == {
        model: sorted(fields) for model, fields in REFERENCES.items()
    }


@pytest.mark.parametrize(("model", "column"), [(model, one) for model, some in REFERENCES.items() for one in some])
def test_no_row_refers_to_what_is_not_there(model, column):
    organisation = OrganisationFactory()
    Person.objects.create(organisation=organisation, kind="head", name="ก")
    YearlyBudget.objects.create(organisation=organisation, fiscal_year=2565, total=1)
    strange = "99" if model is Organisation and column in ("province_id", "district_id", "subdistrict_id") else 999_999
    with pytest.raises(IntegrityError, match=f'{column} refers to "{strange}"'), transaction.atomic():
        model.objects.update(**{column: strange})
    row = model.objects.get()
    others = {"organisation_id": OrganisationFactory().pk} if model is not Organisation else {"code": "CSO-9999999"}
    for field, value in {**others, "pk": None, column: strange}.items():
        setattr(row, field, value)
    with pytest.raises(IntegrityError, match=f'{column} refers to "{strange}"'), transaction.atomic():
        model.objects.bulk_create([row])


def test_copied_rows_are_checked(admin):
    organisation = OrganisationFactory()
    copy = "COPY organisations_person (organisation_id, kind, title, name, position, phone, mobile, email, created_at,"
    copy += " updated_at, created_by_id) FROM STDIN"
    line = "{}\thead\t\tก\t\t\t\t\t2026-01-01\t2026-01-01\t{}\n"
    with connection.cursor() as cursor:
        with (
            pytest.raises(IntegrityError, match='created_by_id refers to "999999"'),
            transaction.atomic(),
            connection.wrap_database_errors,
            cursor.copy(copy) as copying,
        ):
            copying.write(line.format(organisation.pk, 999_999))
        with cursor.copy(copy) as copying:
            copying.write(line.format(organisation.pk, admin.pk))
    assert Person.objects.get().created_by == admin


@pytest.mark.parametrize("model", [ImportRow, Touched])
def test_nothing_hangs_on_an_import_that_is_not_there(model):
    others = {"raw": [], "verdict": "new"} if model is ImportRow else {"organisation_id": 1, "is_new": True}
    imported = UUID(int=7)
    with pytest.raises(IntegrityError, match=f'imported_id refers to "{imported}"'), transaction.atomic():
        model.objects.create(imported_id=imported, number=2, **others)


@pytest.mark.parametrize("model", [User, Province, District, Subdistrict])
def test_what_is_referred_to_stays(model, admin):
    _stays(model)


def test_an_import_stays(admin):
    Import.objects.create(owner=admin, file_name="ก.xlsx")
    _stays(Import)


def _stays(model):
    table, key = model._meta.db_table, model._meta.pk.attname
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {key} = {key}"):
        with (
            pytest.raises(ProgrammingError, match="Cannot delete or update"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
