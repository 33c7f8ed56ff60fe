"""The steps of certification: the page on which staff enter them, and the timeline on the record."""

import uuid

import pytest

from organisations.choices import Certification
from organisations.models import CertificationStep
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def answers(step, **more):
    day = {"taken_on_day": "5", "taken_on_month": "ม.ค.", "taken_on_year": "2567"}
    return {"token": str(uuid.uuid4()), "step": step, **day, **more}


def address(organisation):
    return f"/organisations/{organisation.code}/certification/"


def test_a_step_is_entered_once_and_stands_on_the_record(staff, client_of, client):
    organisation = OrganisationFactory()
    page = client_of(staff)
    data = answers("received", number="รับ 12/2567")
    for _again in range(2):
        assert page.post(address(organisation), data).url == f"{organisation.get_absolute_url()}#certification"
    assert CertificationStep.objects.count() == 1
    record = client.get(organisation.get_absolute_url())
    assert [(stage.step, stage.state) for stage in record.context_data["stages"]] == [
        (Certification.RECEIVED, "now"),
        (Certification.CERTIFIED, "ahead"),
        (Certification.CERTIFICATE_SENT, "ahead"),
        (Certification.GAZETTED, "ahead"),
    ]
    assert staff.name not in record.text


def test_a_step_out_of_order_says_what_to_do(staff, client_of):
    organisation = OrganisationFactory()
    page = client_of(staff).post(address(organisation), answers("gazetted"))
    assert list(page.context["form"].errors) == ["reason"]
    assert CertificationStep.objects.count() == 0


def test_a_refusal_ends_the_timeline(staff, client_of):
    organisation = OrganisationFactory(certification="refused")
    page = client_of(staff).get(organisation.get_absolute_url())
    assert [stage.step for stage in page.context_data["stages"]] == [Certification.RECEIVED, Certification.REFUSED]
