"""KPI records as files: what the list shows; notes for those who keep the records."""

import csv
import io

import pytest

from tests.factories.indicators import NetworkFactory, SeatFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def rows(client, kind, query=""):
    content = b"".join(client.get(f"/indicators/records/{kind}/export.csv{query}").streaming_content)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_row_says_what_the_record_holds(staff, client_of):
    seat = SeatFactory(organisation=OrganisationFactory(name_th="สมาคมหนึ่ง"), note="จากหนังสือเชิญ")
    [row] = rows(client_of(staff), "seats")
    row.pop("แก้ไขล่าสุด")
    assert row == {
        "เลขที่ระเบียน": str(seat.pk),
        "องค์กร": f"{seat.organisation.code} สมาคมหนึ่ง",
        "คณะกรรมการ": seat.committee,
        "ระดับ": "ระดับจังหวัด",
        "จังหวัด": "เชียงใหม่",
        "ตั้งแต่วันที่": "01/11/2564",
        "ถึงวันที่": "",
        "ลิงก์หลักฐาน": "",
        "หมายเหตุ": "จากหนังสือเชิญ",
        "ถอนเมื่อ": "",
    }


def test_notes_are_for_those_who_keep_the_records(committee, client_of):
    SeatFactory(note="จากหนังสือเชิญ")
    assert rows(client_of(committee), "seats")[0]["หมายเหตุ"] == ""


def test_the_file_has_what_the_list_shows(staff, client_of):
    NetworkFactory(name="เหนือ")
    NetworkFactory(name="ใต้", province_id="90")
    NetworkFactory(name="ถอน", withdrawn_at="2022-01-01T00:00+07:00", withdrawn_reason="ซ้ำ")
    client = client_of(staff)
    assert [row["ชื่อเครือข่าย"] for row in rows(client, "networks")] == ["เหนือ", "ใต้"]
    assert [row["ชื่อเครือข่าย"] for row in rows(client, "networks", "?province=90")] == ["ใต้"]
    assert [row["ชื่อเครือข่าย"] for row in rows(client, "networks", "?withdrawn=1")] == ["ถอน"]


def test_an_unknown_kind_is_not_found(staff, client_of):
    assert client_of(staff).get("/indicators/records/nothing/export.csv").status_code == 404
