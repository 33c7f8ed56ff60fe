"""Uploading a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.models import Import
from tests.factories.imports import RIGHT, csv_of, ran

pytestmark = pytest.mark.django_db


def upload(client, content, **data):
    return client.post(reverse("imports:new"), {"file": SimpleUploadedFile("ชื่อ.csv", content), **data})


def test_an_upload_waits_for_its_dry_run_and_shows_it(admin, client_of):
    response = upload(client_of(admin), csv_of([RIGHT]))
    imported = Import.objects.get()
    assert response.headers["Location"] == imported.get_absolute_url()
    assert (imported.file_name, imported.owner, imported.verified) == ("ชื่อ.csv", admin, False)
    assert ran(imported).counts["new"] == 1


def test_a_file_may_be_marked_as_verified(admin, client_of):
    upload(client_of(admin), csv_of([RIGHT]), verified="on")
    assert Import.objects.get().verified is True


@pytest.mark.parametrize(
    ("data", "sentence"), [({}, "เลือกไฟล์"), ({"file": SimpleUploadedFile("a.csv", b"")}, "ไฟล์ว่างเปล่า")]
)
def test_nothing_and_an_empty_file_are_told_at_the_field(admin, client_of, data, sentence):
    response = client_of(admin).post(reverse("imports:new"), data)
    assert sentence in str(response.context["form"].errors["file"])
    assert Import.objects.count() == 0
