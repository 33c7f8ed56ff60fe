"""Files of evidence: told by their content, kept under random names, given to those who may read the report."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plans import actions
from plans.evidence import MAX_BYTES, MAX_FILES, checked, sniff
from plans.models import Evidence
from tests.factories.plans import ProgressFactory


def upload(content, name="a.pdf"):
    return SimpleUploadedFile(name, content)


def office(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (b"%PDF-1.4 x", "pdf"),
        (b"\xff\xd8\xff\xe0 x", "jpg"),
        (b"\x89PNG\r\n\x1a\n x", "png"),
        (office("[Content_Types].xml", "word/document.xml"), "docx"),
        (office("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    ],
)
def test_a_kind_is_told_by_its_content_whatever_the_name(content, extension):
    assert checked(upload(content, "picture.exe")).extension == extension


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>",
        b"MZ\x90\x00",
        b"GIF89a",
        b" %PDF-1.4",
        b"PK\x03\x04 broken",
        office("a.txt"),
        office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"%PDF-" + b"x" * MAX_BYTES,
    ],
)
def test_what_is_not_kept_is_refused(content):
    with pytest.raises(ValidationError):
        checked(upload(content))


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall_over(content):
    kind = sniff(content[:16], io.BytesIO(content))
    assert kind is None or kind.extension in {"pdf", "jpg", "png", "docx", "xlsx"}


@pytest.fixture
def file(project, officer):
    report = ProgressFactory(node=project, state="draft")
    return actions.add_file(progress=report, upload=upload(b"%PDF-1.7 secret"), title="ใบเสร็จ\r\nX: y", by=officer)


@pytest.mark.django_db
def test_a_file_is_a_download_that_runs_nowhere(client_of, file, officer):
    response = client_of(officer).get(reverse("plans:evidence", args=[file.pk]))
    assert response.content == b"%PDF-1.7 secret"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert file.title == "ใบเสร็จ X: y"


@pytest.mark.django_db
def test_a_file_follows_its_report(client_of, client, file, officer, stranger, committee, staff):
    address = reverse("plans:evidence", args=[file.pk])
    people = (officer, stranger, committee, staff)
    assert [client_of(person).get(address).status_code for person in people] == [200, 404, 404, 200]
    assert client.get(address).status_code == 302
    type(file.progress).objects.filter(pk=file.progress_id).update(state="accepted")
    assert [client_of(person).get(address).status_code for person in people] == [200, 200, 200, 200]


@pytest.mark.django_db
def test_a_file_that_is_removed_leaves_the_store(file, officer, django_capture_on_commit_callbacks):
    storage, name = file.file.storage, file.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_evidence(evidence=file, by=officer)
    assert not storage.exists(name)
    assert not Evidence.objects.exists()


@pytest.mark.django_db
def test_a_report_holds_so_many_files_and_only_web_links(file, officer):
    for _each in range(MAX_FILES - 1):
        actions.add_file(progress=file.progress, upload=upload(b"%PDF-1.7"), by=officer)
    with pytest.raises(ValidationError):
        actions.add_file(progress=file.progress, upload=upload(b"%PDF-1.7"), by=officer)
    for link in ("javascript:alert(1)", "ftp://example.go.th/a", "example"):
        with pytest.raises(ValidationError):
            actions.add_link(progress=file.progress, link=link, by=officer)
