"""Are two records one organisation? Pairs that provincial offices know, and the pairs of bench.duplicates."""

import pytest

from bench.duplicates.differ import lookalikes
from bench.duplicates.same import true_pairs
from organisations.duplicates.scoring import Subject, phone_keys, registration_key, score


def match(one, other, **both):
    place = {"province_id": "50", **both}
    return score(Subject.of({"name_th": one, **place}), Subject.of({"name_th": other, **place}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("มูลนิธิแสงตะวัน", "มูลนิธิ แสงตะวัน"),
        ("มูลนิธิแสงตะวัน", "ม.แสงตะวัน"),
        ("มูลนิธิแสงตะวัน", "แสงตะวัน"),
        ("มูลนิธิแสงตะวัน จังหวัดเชียงใหม่", "มูลนิธิแสงตะวัน จ.ชม."),
        ("มูลนิธิแสงตะวัน", "มูลนิธิแสงตะวันเชียงใหม่"),
        ("มูลนิธิแสงตะวัน (มสต.)", "มูลนิธิแสงตะวัน"),
        ("ชมรมผู้สูงอายุบ้านดอนแก้ว", "ชมรมผู้สุงอายุ บ้านดอนเเก้ว"),
        ("กลุ่มออมทรัพย์บ้านหนองบัว", "กลุ่มออมทรัพย์เพื่อการผลิตบ้านหนองบวั"),
        ("กลุ่มออมทรัพย์บ้านหนองบัว หมู่ 3", "กลุ่มสัจจะออมทรัพย์ บ้านหนองบัว ม.๓"),
        ("สภาองค์กรชุมชนตำบลแม่ริม", "สอช.ต.แม่ริม"),
        ("สภาองค์กรชุมชนตำบลแม่ริม", "สภาองค์กรชุมชน แม่ริม"),
        ("สหกรณ์เครดิตยูเนี่ยนดอยคำ จำกัด", "สหกรณ์เครดิตยูเนียนดอยคํา"),
        ("กลุ่มแม่บ้านเกษตรกรสันทราย", "วิสาหกิจชุมชนกลุ่มแม่บ้านเกษตรกรสันทราย"),
        ("ชมรมดนตรีไทย รุ่นที่ ๒", "ชมรมดนตรีไทยรุ่น 2"),
        ("มูลนิธิพัฒนาชีวิตใหม่", "มูลนิธิพัฒนสชีวิตใหม่"),
        ("สมาคมคนตาบอดจังหวัดเชียงใหม่", "สมาคมคนตาบอด จ.เชียงใหม่"),
        ("มูลนิธิเพื่อนช้างเพื่อการอนุรักษ์ธรรมชาติ", "มูลนิธิเพื่อนช้างฯ"),
        ("Saeng Tawan Foundation", "The Saengtawan Foundation"),
    ],
)
def test_one_organisation_written_twice(one, other):
    assert (match(one, other).is_possible, match(other, one)) == (True, match(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กลุ่มออมทรัพย์บ้านหนองบัว หมู่ 3", "กลุ่มออมทรัพย์บ้านหนองบัว หมู่ 5"),
        ("กลุ่มออมทรัพย์บ้านหนองบัว 1", "กลุ่มออมทรัพย์บ้านหนองบัว 2"),
        ("กลุ่มออมทรัพย์บ้านหนองบัว", "กลุ่มออมทรัพย์บ้านหนองบ่อ"),
        ("กลุ่มทอผ้าบ้านนาเหนือ", "กลุ่มทอผ้าบ้านนาใต้"),
        ("สภาองค์กรชุมชนตำบลแม่ริม", "สภาองค์กรชุมชนตำบลแม่แรม"),
        ("สภาองค์กรชุมชนตำบลแม่ริม", "กองทุนสวัสดิการชุมชนตำบลแม่ริม"),
        ("มูลนิธิแสงตะวัน", "สมาคมแสงตะวัน"),
        ("มูลนิธิเพื่อเด็กพิการ", "มูลนิธิเพื่อคนพิการ"),
        ("กลุ่มแม่บ้านหนองบัว", "กลุ่มพ่อบ้านหนองบัว"),
        ("ชมรมผู้สูงอายุจังหวัดเชียงใหม่", "ชมรมผู้สูงอายุอำเภอสันทราย"),
        ("สมาคมศิษย์เก่าโรงเรียนบ้านปง", "สมาคมศิษย์เก่าโรงเรียนบ้านปัง"),
        ("ชมรมดนตรีไทย รุ่นที่ ๒", "ชมรมดนตรีไทย รุ่นที่ ๓"),
        ("มูลนิธิสมศรี", "มูลนิธิสมศักดิ์"),
    ],
)
def test_two_that_look_alike(one, other):
    assert match(one, other).is_possible is False


def test_a_common_name_lives_by_its_place():
    club = "ชมรมผู้สูงอายุ"
    here = Subject.of({"name_th": club, "province_id": "50", "subdistrict_id": "500701"})
    there = Subject.of({"name_th": club, "province_id": "50", "subdistrict_id": "500702"})
    assert (score(here, here).is_sure, score(here, there).is_possible) == (True, False)


def test_numbers_and_contacts_reach_over_provinces():
    def subject(name, province, **values):
        return Subject.of({"name_th": name, "province_id": province, **values})

    number = {"registration_number": "0994000158378"}
    one = subject("มูลนิธิแสงตะวัน", "50", **number)
    assert score(one, subject("Saeng Tawan", "90", registration_number="0-9940-00158-37-8")).is_possible is True
    assert score(one, subject("มูลนิธิแสงตะวัน", "90")).is_possible is False
    running = {"registration_number": "12/2545"}
    assert score(subject("มูลนิธิแสงตะวัน", "50", **running), subject("สมาคมฟ้าใส", "90", **running)).is_possible is False
    mail = {"email": "a@example.org", "phone": "053-123-456"}
    moved = {"email": "A@Example.org", "phone": "+66 53 123456"}
    assert score(subject("มูลนิธิแสงตะวัน", "50", **mail), subject("ม.แสงตะวัน", "90", **moved)).is_possible is True


LONG = "กลุ่มออมทรัพย์เพื่อการผลิตและสวัสดิการชุมชนบ้านทุ่งสว่างพัฒนา"


@pytest.mark.parametrize(
    ("one", "other", "is_possible"),
    [
        (f"{LONG} 2", f"{LONG} 3", False),
        (f"{LONG} 2", LONG, False),
        (f"{LONG} 2 10", f"{LONG} 210", True),
        (f"{LONG} 2", f"{LONG} ที่สอง", True),
        (f"{LONG} หมู่ 2", LONG, True),
    ],
)
def test_a_number_of_their_own_tells_long_names_apart_at_a_look(one, other, is_possible):
    place = {"district_id": "5001", "subdistrict_id": "500101"}
    assert match(one, other, **place).is_possible is is_possible
    # What they have in common otherwise is still looked at.
    known = {**place, "phone": "053-123-456", "email": "a@example.org", "registration_number": "0994000123456"}
    assert match(one, other, **known).is_possible


def test_a_shared_office_makes_no_twins():
    phone = {"phone": "053-123-456", "subdistrict_id": "500701"}
    assert match("กลุ่มทอผ้าบ้านดอนแก้ว", "กลุ่มจักสานบ้านดอนแก้ว", **phone).is_possible is False


def test_reasons_say_why():
    same = {"phone": "053-123-456", "subdistrict_id": "500701"}
    assert match("มูลนิธิแสงตะวัน", "มูลนิธิ แสงตะวัน", **same).reasons == ("name_same", "phone", "subdistrict")
    assert match("มูลนิธิแสงตะวัน", "แสงตะวัน").reasons == ("name_form",)
    former = score(
        Subject.of({"name_th": "มูลนิธิแสงตะวัน", "former_names": ["ชมรมดาวเหนือ"], "province_id": "50"}),
        Subject.of({"name_th": "ชมรมดาวเหนือ", "province_id": "50"}),
    )
    assert (former.is_possible, former.reasons) == (True, ("former", "name_same"))


def test_phones_and_numbers_in_every_writing():
    assert set(phone_keys("โทร. ๐๕๓-๑๒๓๔๕๖, 081 234 5678 ต่อ 12")) == {"053123456", "0812345678"}
    assert set(phone_keys("+66 53 123 456")) == {"053123456"}
    assert set(phone_keys("1300")) == set()
    assert registration_key("ทะเบียนเลขที่ กท 0012/2545") == registration_key("กท.12/๒๕๔๕")
    assert [registration_key(text) for text in ("-", "0", "")] == ["", "", ""]


@pytest.mark.parametrize("seed", [11, 2568])
def test_found_and_false_of_made_pairs(db, seed):
    """The bench measures 2,000 of each against a registry; these are held in every run of the tests."""
    found = [score(Subject.of(one), Subject.of(other)).is_possible for _rule, one, other in true_pairs(200, seed)]
    false = [score(Subject.of(one), Subject.of(other)).is_possible for _rule, one, other in lookalikes(200, seed)]
    assert (sum(found) >= 194, sum(false) <= 4) == (True, True)
