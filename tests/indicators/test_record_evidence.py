"""Files kept with KPI records: checked by content, given to those who may see the record, looked at once more."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators import actions
from indicators.models import RecordEvidence
from plans.evidence import MAX_FILES
from tests.factories.indicators import NetworkFactory, PlanPeriodFactory, SeatFactory, goal_indicators
from tests.indicators.test_record_form import seat as answers

pytestmark = pytest.mark.django_db


def upload(content=b"%PDF-1.7 letter", name="หนังสือแต่งตั้ง.pdf"):
    return SimpleUploadedFile(name, content)


def url(record, evidence=None, remove=False):
    tail = f"evidence/{evidence.pk}/{'remove/' if remove else ''}" if evidence else "edit/"
    return f"/indicators/records/seats/{record.pk}/{tail}"


@pytest.fixture
def seat(coordinator):
    return SeatFactory(province_id="50", verified_at=timezone.now(), verified_by=coordinator)


def test_a_file_is_kept_with_a_new_record_and_given_as_a_download(client_of, coordinator, committee, seat):
    client = client_of(coordinator)
    given = answers(seat.organisation, committee="คณะกรรมการใหม่") | {"evidence_file": upload()}
    assert client.post("/indicators/records/seats/new/", given).status_code == 302
    kept = RecordEvidence.objects.get()
    assert (kept.title, kept.content_type, kept.size) == ("หนังสือแต่งตั้ง", "application/pdf", 15)
    assert kept.record == kept.seat
    for reader in (coordinator, committee):
        response = client_of(reader).get(url(kept.seat, kept))
        assert (response.status_code, response.content) == (200, b"%PDF-1.7 letter")
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
    page = client_of(committee).get("/indicators/records/seats/").content.decode()
    assert url(kept.seat, kept) in page


def test_a_file_belongs_to_its_record_alone(client, client_of, coordinator, coordinator_south, seat):
    kept = actions.add_evidence(record=seat, upload=upload(), by=coordinator)
    other = SeatFactory(province_id="50")
    assert client.get(url(seat, kept)).status_code == 302
    assert client_of(coordinator).get(url(other, kept)).status_code == 404
    assert client_of(coordinator).get(url(seat, kept).replace("seats", "networks")).status_code == 404
    assert client_of(coordinator_south).post(url(seat, kept, remove=True)).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.add_evidence(record=seat, upload=upload(), by=coordinator_south)
    with pytest.raises(PermissionDenied):
        actions.remove_evidence(evidence=kept, by=coordinator_south)


def test_a_new_file_and_one_taken_away_are_looked_at_once_more(client_of, coordinator, staff, seat):
    kept = actions.add_evidence(record=seat, upload=upload(), by=coordinator)
    seat.refresh_from_db()
    assert (seat.verified_at, seat.verified_by) == (None, None)
    actions.verify_record(record=seat, by=staff)
    storage, name = kept.file.storage, kept.file.name
    assert client_of(coordinator).post(url(seat, kept, remove=True)).status_code == 302
    seat.refresh_from_db()
    assert (seat.verified_at, RecordEvidence.objects.count()) == (None, 0)
    assert storage.exists(name)  # until the transaction is certain, which a test's never is
    assert kept.events.model.objects.filter(pgh_label="delete").count() == 1


def test_a_file_alone_needs_no_note_in_a_closed_period(client_of, coordinator, staff, seat):
    plan = goal_indicators()["G1"].plan
    PlanPeriodFactory(plan=plan, closed_at=timezone.now(), closed_by=staff, closed_reason="เสนอ คสป. แล้ว")
    page = client_of(coordinator).get(url(seat)).context_data["form"]
    given = {
        "organisation": page["organisation"].value(),
        "committee": seat.committee,
        "level": seat.level,
        "province": "50",
        "from_on_day": "1",
        "from_on_month": "11",
        "from_on_year": "2564",
        "seen": page["seen"].value(),
    }
    response = client_of(coordinator).post(url(seat), given | {"evidence_file": upload()})
    assert (response.status_code, seat.evidence.count()) == (302, 1)
    changed = client_of(coordinator).post(url(seat), given | {"committee": "อื่น", "seen": ""})
    assert "เสนอ คสป. แล้ว" in str(changed.context_data["form"].errors["note"])


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90"])
def test_what_is_not_kept_is_refused_by_name(client_of, coordinator, seat, content):
    given = answers(seat.organisation, committee="ใหม่") | {"evidence_file": upload(content)}
    response = client_of(coordinator).post("/indicators/records/seats/new/", given)
    assert (response.status_code, RecordEvidence.objects.count()) == (200, 0)
    assert list(response.context_data["form"].errors) == ["evidence_file"]


def test_a_withdrawn_record_and_one_with_enough_files_take_no_more(coordinator, seat):
    kept = actions.add_evidence(record=seat, upload=upload(), by=coordinator)
    RecordEvidence.objects.bulk_create(
        RecordEvidence(seat=seat, title="ก", file=kept.file.name, content_type="application/pdf", size=1)
        for _more in range(MAX_FILES - 1)
    )
    with pytest.raises(ValidationError):
        actions.add_evidence(record=seat, upload=upload(), by=coordinator)
    actions.withdraw_record(record=seat, reason="ซ้ำ", by=coordinator)
    with pytest.raises(actions.WithdrawnError):
        actions.remove_evidence(evidence=kept, by=coordinator)


def test_the_database_holds_a_file_to_one_record(seat):
    for owners in ({}, {"seat": seat, "network": NetworkFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RecordEvidence.objects.create(title="ก", file="evidence/a.pdf", **owners)
