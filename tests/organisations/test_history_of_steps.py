"""The history of a record tells of returns, of changes that waited, and of certification."""

from datetime import date

import pytest

from organisations import actions
from organisations.choices import State
from organisations.history import history_of
from organisations.terms import current_terms
from tests.factories.organisations import OrganisationFactory


def told(organisation):
    entries = history_of(organisation, current_terms(), with_people=False)
    return [change for entry in entries for change in entry.changes]


# Each step in a transaction of its own, as in life: the entries of one moment are one.
@pytest.mark.django_db(transaction=True)
def test_every_step_is_told_in_words(coordinator, staff):
    organisation = OrganisationFactory(name_en="Old", state=State.SUBMITTED)
    actions.send_back(organisation=organisation, fields={"phone": "หมายเลขไม่ครบ"}, by=staff)
    actions.submit(organisation=organisation, by=coordinator)
    actions.verify(organisation=organisation, by=staff)
    actions.update(organisation=organisation, values={"name_en": "New"}, by=coordinator)
    actions.decide(organisation=organisation, refuse={"name_en": "ไม่ตรง"}, by=staff)
    actions.certify(organisation=organisation, step="received", taken_on=date(2024, 1, 5), number="12/2567", by=staff)
    changes = told(organisation)
    for expected in (
        ("โทรศัพท์: เหตุผล", "", "หมายเลขไม่ครบ"),
        ("ชื่อภาษาอังกฤษ: ขอแก้ไขเป็น", "", "New"),
        ("ชื่อภาษาอังกฤษ: ผลการพิจารณา", "รออนุมัติ", "ไม่อนุมัติ"),
        ("ชื่อภาษาอังกฤษ: เหตุผล", "", "ไม่ตรง"),
        ("การรับรอง: เลขที่เอกสาร", "", "12/2567"),
    ):
        assert expected in changes
