"""Which organisation a row means: the same, surely, possibly, another of the file, or none."""

import pytest
from django.urls import reverse

from imports import actions
from organisations.models import Organisation
from tests.factories.imports import RIGHT, checked, csv_of, ran
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

THERE = {"ตำบล": "สุเทพ", "อำเภอ": "เมืองเชียงใหม่", "จังหวัด": "เชียงใหม่"}


NOWHERE = {"ตำบล": "", "อำเภอ": ""}


def row(name: str, more: dict[str, str] | None = None) -> dict[str, str]:
    return {**RIGHT, **THERE, "ชื่อองค์กร": name, **(more or {})}


@pytest.fixture
def held():
    return OrganisationFactory(
        name_th="มูลนิธิรักษ์ป่าต้นน้ำแม่ปิง",
        legal_form="foundation",
        province_id="50",
        district_id="5001",
        subdistrict_id="500108",
        registration_number="ชม. 12/2545",
        email="office@example.org",
        phone="",
    )


def verdicts(imported):
    return [(one.verdict, one.organisation_id) for one in imported.rows.order_by("number")]


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (row("มูลนิธิรักษ์ป่าต้นน้ำแม่ปิง"), "changed"),
        (row("มูลนิธิ รักษ์ป่าต้นนํ้าแม่ปิง", {"เลขทะเบียน": "ชม. 12/2545"}), "changed"),
        (row("มูลนิธิรักษ์ป่าต้นน้ำแม่บิง"), "duplicate"),
        (row("รักษ์ป่าต้นน้ำแม่ปิง", NOWHERE), "duplicate"),
        (row("มูลนิธิรักษ์ป่าต้นน้ำแม่ปิง", {**NOWHERE, "อีเมล": "office@example.org"}), "changed"),
        (row("มูลนิธิรักษ์ป่าต้นน้ำแม่ปิง", {"ตำบล": "หนองหอย"}), "new"),
        (row("มูลนิธิรักษ์ป่าต้นน้ำแม่ปิง", {**NOWHERE, "จังหวัด": "น่าน"}), "new"),
        (row("มูลนิธิเพื่อเด็กพิการ"), "new"),
    ],
)
def test_a_row_means_surely_possibly_or_none_that_we_have(admin, held, given, verdict):
    [(found, organisation)] = verdicts(checked(csv_of([given]), by=admin))
    assert (found, organisation) == (verdict, None if verdict == "new" else held.pk)


@pytest.mark.parametrize("name", ["สมาคมกาสะลองบานเยน", "สมาคมกาสะลองบบานเย็น", "สมาคมเสลาบานเย็น"])
def test_a_slip_is_found_where_the_place_is_not_known(admin, name):
    other = OrganisationFactory(name_th="สมาคมกาสะลองบานเย็น", legal_form="association", province_id="50")
    imported = checked(csv_of([row(name, {**NOWHERE, "รูปแบบองค์กร": "สมาคม"})]), by=admin)
    expected = [("new", None)] if "เสลา" in name else [("duplicate", other.pk)]
    assert verdicts(imported) == expected


def test_a_merged_record_is_no_candidate(admin, held):
    other = OrganisationFactory(name_th="องค์กรอื่นใด")
    Organisation.objects.filter(pk=held.pk).update(state="merged", merged_into=other)
    assert verdicts(checked(csv_of([row("มูลนิธิรักษ์ป่าต้นน้ำแม่บิง")]), by=admin)) == [("new", None)]


def test_two_that_are_equally_sure_are_for_a_person(admin, held):
    OrganisationFactory(name_th=held.name_th, province_id="50", district_id="5001", subdistrict_id="500108")
    [(verdict, _organisation)] = verdicts(checked(csv_of([row(held.name_th)]), by=admin))
    assert verdict == "duplicate"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("สมาคมคนรักแม่น้ำปิง", "สมาคมคนรักแม่น้ำปิง"), ["new", "duplicate"]),
        (("สมาคมคนรักแม่น้ำปิง", "สมาคมคนรักแม่นำปิง"), ["new", "duplicate"]),
        (("สมาคมคนรักแม่น้ำปิง", "สมาคมคนรักแม่น้ำบิง", "สมาคมคนรักแม่น้ำปิงง"), ["new", "duplicate", "duplicate"]),
        (("กลุ่มสตรีบ้านดอน หมู่ 3", "กลุ่มสตรีบ้านดอน หมู่ 5"), ["new", "new"]),
    ],
)
def test_twins_within_the_file(admin, names, found):
    imported = checked(csv_of([row(name, {"รูปแบบองค์กร": "สมาคม"}) for name in names]), by=admin)
    assert [verdict for verdict, _organisation in verdicts(imported)] == found
    twins = [one for one in imported.rows.order_by("number") if one.verdict == "duplicate"]
    assert [one.problems[0]["params"] for one in twins] == [{"row": 2}] * len(twins)


def test_the_number_of_questions_does_not_grow_with_the_rows(admin, held, django_assert_max_num_queries):
    words = ["ไผ่", "ม่อน", "ฮ่อม", "เสลา", "กาสะลอง"]
    rows = [row(f"มูลนิธิ{a}{b}{c}") for a in words for b in words for c in words]
    with django_assert_max_num_queries(60):
        checked(csv_of(rows), by=admin)


def test_a_person_decides_row_by_row(admin, client_of, held):
    other = OrganisationFactory(name_th="สมาคมหมอเมือง", province_id="50", district_id="5001", subdistrict_id="500108")
    client = client_of(admin)
    given = [row("มูลนิธิรักษ์ป่าต้นน้ำแม่บิง", {"ชื่อย่อ": "ก."}), row(other.name_th, {"ชื่อย่อ": "ข."}), row("มูลนิธิเพื่อเด็กพิการ")]
    imported = checked(csv_of(given), by=admin)
    assert [verdict for verdict, _pk in verdicts(imported)] == ["duplicate", "changed", "new"]
    first, second, third = imported.rows.order_by("number")
    page = client.get(imported.get_absolute_url() + "?verdict=all")
    assert [[value for value, _label in line.choices] for line in page.context["lines"]] == [
        ["", "update", "new", "skip"],
        ["", "new", "skip"],
        [],
    ]
    address = reverse("imports:decide", args=[imported.pk])
    sent = {
        f"row-{first.pk}": "new",
        f"row-{second.pk}": "skip",
        f"row-{third.pk}": "skip",
        "row-9": "x",
        "row-x": "new",
    }
    response = client.post(f"{address}?verdict=duplicate&page=1", sent)
    assert response.headers["Location"] == f"{imported.get_absolute_url()}?verdict=duplicate&page=1"
    imported.refresh_from_db()
    assert (imported.decided, imported.to_write) == ({"duplicate": {"new": 1}, "changed": {"skip": 1}}, 2)
    actions.commit(imported=imported, leave_out_errors=False, duplicates="skip", by=admin, ring=False)
    assert ran(imported).written == {"new": 2, "changed": 0}
    assert Organisation.objects.count() == 4
    with pytest.raises(actions.NotNowError):
        actions.decide(imported=imported, decisions={first.pk: "skip"}, by=admin)


def test_what_was_decided_of_a_row_outlives_a_second_dry_run(admin, held):
    other = OrganisationFactory(name_th="สมาคมหมอเมือง", province_id="50", district_id="5001", subdistrict_id="500108")
    given = [row("มูลนิธิรักษ์ป่าต้นน้ำแม่บิง", {"ชื่อย่อ": "ก."}), {"รหัสทะเบียน": other.code, "ชื่อย่อ": "ข."}]
    imported = checked(csv_of(given), by=admin)
    actions.decide(imported=imported, decisions={imported.rows.get(verdict="duplicate").pk: "new"}, by=admin)
    other.note = "เปลี่ยนระหว่างรอ"
    other.save()
    actions.commit(imported=imported, leave_out_errors=False, duplicates="skip", by=admin, ring=False)
    imported = ran(imported)
    assert (imported.notes[0]["code"], imported.decided) == ("registry_changed", {"duplicate": {"new": 1}})
    actions.commit(imported=imported, leave_out_errors=False, duplicates="skip", by=admin, ring=False)
    assert ran(imported).written == {"new": 1, "changed": 1}


def test_the_reasons_are_told(admin, client_of, held):
    page = client_of(admin).get(checked(csv_of([row("มูลนิธิรักษ์ป่าต้นน้ำแม่บิง")]), by=admin).get_absolute_url())
    [line] = page.context["lines"]
    assert "ตำบลเดียวกัน" in line.faults[0].sentence
