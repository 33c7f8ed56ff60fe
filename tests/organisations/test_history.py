import pytest

from organisations import actions
from organisations.choices import PersonKind
from organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(coordinator, staff):
    organisation = actions.create(
        values={"name_th": "สมาคมเดิม", "legal_form": "association", "province_id": "50", "issues": ["01"]},
        by=coordinator,
    )
    organisation = actions.update(
        organisation=organisation,
        values={"name_th": "สมาคมใหม่", "issues": ["01", "04"], "district_id": "5007"},
        people={PersonKind.HEAD: {"name": "สมศรี"}},
        budgets={2565: {"total": 1000}},
        reason="หนังสือแจ้ง",
        by=staff,
    )
    return organisation


def entries(client, organisation):
    response = client.get(f"/organisations/{organisation.code}/history/")
    return [(entry.who, entry.what, entry.reason, entry.changes) for entry in response.context["entries"]]


def test_changes_in_words(changed, staff, coordinator, client_of):
    # A test is one transaction, so both actions bear one moment; the action's name tells them apart.
    found = entries(client_of(staff), changed)
    assert ("คุณcoordinator", "เพิ่มระเบียน", "", []) in found
    assert [(who, what, reason, sorted(changes)) for who, what, reason, changes in found if reason] == [
        (
            "คุณstaff",
            "แก้ไขระเบียน",
            "หนังสือแจ้ง",
            sorted(
                [
                    ("ชื่อภาษาไทย", "สมาคมเดิม", "สมาคมใหม่"),
                    ("อำเภอ/เขต", "", "แม่ริม"),
                    ("ประเด็น", "เด็กและเยาวชน", "เด็กและเยาวชน, ผู้สูงอายุ"),
                    ("งบประมาณปี 2565: รวม", "", "1,000"),
                    ("ผู้นำองค์กร: ชื่อ", "", "สมศรี"),
                ]
            ),
        )
    ]


def test_plain_sql_is_in_the_history_too(changed, staff, client_of):
    Organisation.objects.filter(pk=changed.pk).update(abbreviation="ส.ม.")
    assert any(("ชื่อย่อ", "", "ส.ม.") in changes for *_rest, changes in entries(client_of(staff), changed))
