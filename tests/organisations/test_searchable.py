"""The texts to be searched follow the records, whatever writes."""

import pgtrigger
import pytest
from django.db import connection

from organisations.listing.triggers import SEARCH_COLUMNS
from organisations.models import Organisation, Searchable
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def kept():
    return sorted(Searchable.objects.values_list("organisation_id", *SEARCH_COLUMNS))


def written():
    return sorted(Organisation.objects.values_list("id", *SEARCH_COLUMNS))


def test_every_column_is_copied():
    assert [field.name for field in Searchable._meta.concrete_fields] == ["organisation", *SEARCH_COLUMNS, "fresh"]


def test_texts_follow_every_kind_of_write():
    OrganisationFactory.create_batch(3)
    assert kept() == written() != []
    changed = Organisation.objects.first()
    changed.name_th = "มูลนิธิอื่น"
    changed.save()
    assert kept() == written()
    Organisation.objects.exclude(pk=changed.pk).update(search_text="ก")
    assert kept() == written()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_organisation SET search_text = search_text || '|ข'")
        assert kept() == written()
        # Nobody deletes organisations; whoever lifts that rule finds the texts gone too.
        with pgtrigger.ignore("organisations.Organisation:organisation_is_kept"):
            cursor.execute("DELETE FROM organisations_organisation WHERE id = %s", [changed.pk])
        assert kept() == written()
        assert len(kept()) == 2
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE organisations_organisation CASCADE")
    assert kept() == []
