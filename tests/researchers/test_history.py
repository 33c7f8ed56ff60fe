import pytest

from core.models import PersonalDataAccess
from researchers import actions

pytestmark = pytest.mark.django_db

VALUES = {"name_th": "มาลี วนาสมมุติ", "affiliation": "สถาบันเดิม", "province_id": "50", "issues": ["01"]}


def test_changes_in_words(staff, admin, client_of):
    researcher = actions.create(values=VALUES, by=staff)
    changed = {"affiliation": "สถาบันใหม่", "issues": ["01", "04"]}
    actions.update(researcher=researcher, values=changed, works=[actions.WorkValues("งานแรก", 2564)], by=admin)
    response = client_of(staff).get(f"/researchers/{researcher.pk}/history/")
    # A test is one transaction, so both actions bear one moment, and their order is left open.
    found = {(entry.who, entry.what): sorted(entry.changes) for entry in response.context["entries"]}
    assert found == {
        ("คุณstaff", "เพิ่มนักวิจัย"): [],
        ("คุณadmin", "แก้ไขข้อมูล"): sorted(
            [
                ("สังกัด", "สถาบันเดิม", "สถาบันใหม่"),
                ("ประเด็น", "เด็กและเยาวชน", "เด็กและเยาวชน, ผู้สูงอายุ"),
                ("ผลงาน: ชื่อผลงาน", "", "งานแรก"),
                ("ผลงาน: ปี พ.ศ.", "", "2564"),
            ]
        ),
    }
    assert PersonalDataAccess.objects.get().subject == "researchers.Researcher"
