"""Any text is read without an error; what is meant is read as such; what may be meant is only suggested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places import lookup, official
from places.aliases import ABBREVIATIONS, LOOSE_NAMES, OTHER_NAMES
from places.reading import Reading, read_district, read_province, read_subdistrict
from thai.digits import to_thai

PROVINCES = official.provinces()
DISTRICTS = official.districts()
SUBDISTRICTS = official.subdistricts()
ZERO_WIDTH = "\u200b"


def codes(places) -> list[str]:
    return [place.code for place in places]


def province_writings(row):
    """The spellings of an official province name that people and spreadsheets use."""
    name, english = row.name_th, row.name_en
    yield from (name, f"จังหวัด{name}", f"จ.{name}", f"จ. {name}", f"จ {name}", f"จว.{name}", f" {name} ", f"{name}.")
    yield from (f"จังหวัด {name}", f"{ZERO_WIDTH}{name}", name.replace("แ", "เเ"), name.replace("ำ", "ํา"))
    yield from (name.replace("่", "่่").replace("้", "้้"), f"จังหวัดจ.{name}", name[0] + ZERO_WIDTH + name[1:])
    yield from (row.code, to_thai(row.code), f"{row.code} {name}", f"{row.code}-{name}", f"{name} ({row.code})")
    yield from (f"TH-{row.code}", f"{row.code}.0", f"{row.code} - {english}", f"{name} {to_thai(row.code)}")
    yield from (english, english.lower(), english.upper(), english.replace(" ", ""), english.replace(" ", "-"))
    yield from (f"{english} Province", f"Changwat {english}", f"{english}  province")


@pytest.mark.parametrize("row", PROVINCES, ids=lambda row: row.code)
def test_every_province_in_every_common_spelling(row):
    wrong = [text for text in province_writings(row) if read_province(text) != Reading(match=row)]
    assert wrong == []


def test_other_names_of_provinces():
    for code, names in OTHER_NAMES.items():
        assert {read_province(name).code for name in names} == {code}
    for name, code in ABBREVIATIONS.items():
        assert {read_province(text).code for text in (name, f"{name}.", f"จ.{name}", f"จ.{name}.")} == {code}
    assert sorted(set(ABBREVIATIONS.values())) == codes(PROVINCES)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("กทม.", "10"),
        ("กรุงเทพฯ", "10"),
        ("กรุงเทพ ฯ", "10"),
        ("Bangkok", "10"),
        ("สุราษฏร์ธานี", "84"),
        ("จ.พระนครศรีฯ", "14"),
        ("โคราช", "30"),
        ("แปดริ้ว", "24"),
        ("๕๐", "50"),
    ],
)
def test_provinces_as_people_write_them(text, code):
    assert read_province(text).code == code


def test_an_abbreviation_of_several_names_is_ambiguous():
    assert codes(read_province("สมุทรฯ").candidates) == ["11", "74", "75"]
    assert codes(read_province("เพชรฯ").candidates) == ["67", "76"]


def test_a_code_and_a_name_must_agree():
    assert codes(read_province("50 ลำพูน").candidates) == ["50", "51"]
    assert read_province("50 ลำพูน").match is None
    assert read_province("50 ไม่มีชื่อนี้") == Reading(suggestions=(lookup.provinces().by_code["50"],))
    assert read_province("99 เชียงใหม่") == Reading(suggestions=(lookup.provinces().by_code["50"],))


def test_loose_names_are_offered_and_not_taken():
    for code, names in LOOSE_NAMES.items():
        for name in names:
            reading = read_province(name)
            assert (reading.match, reading.candidates) == (None, ())
            assert reading.suggestions[0].code == code


def test_a_slip_is_suggested_and_never_taken():
    for text, code in [
        ("เชียงไหม่", "50"),
        ("เชียงใหม", "50"),
        ("นครราชศรีมา", "30"),
        ("Chang Mai", "50"),
        ("อุบลราชธนี", "34"),
    ]:
        reading = read_province(text)
        assert (reading.match, reading.suggestions[0].code) == (None, code)


@given(st.sampled_from(PROVINCES), st.data())
def test_one_letter_wrong_never_gives_another_province(row, data):
    name = row.name_th
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from(["", "ก", "า", "่", "ร", name[at] * 2]))
    written = name[:at] + letter + name[at + 1 :]
    if written not in ABBREVIATIONS:
        assert read_province(written).code in {None, row.code}


def means(reading, row) -> bool:
    """Is the row read, or, where another place is spelt alike in English, among the candidates?"""
    return reading == Reading(match=row) or row in reading.candidates


def test_every_district_within_its_province():
    for row in DISTRICTS:
        name, english = row.name_th, row.name_en
        words = ["เขต"] if row.province_code == "10" else ["อำเภอ", "อ.", "อ. ", "กิ่งอำเภอ"]
        for text in [name, row.code, f"{row.code} {name}", *(word + name for word in words)]:
            assert read_district(text, row.province_code) == Reading(match=row), (text, row)
        for text in [english, english.replace(" ", "").lower(), f"{english} District", f"Amphoe {english}"]:
            assert means(read_district(text, row.province_code), row), (text, row)


def test_the_capital_district_by_its_short_name():
    for province in PROVINCES[1:]:
        capital = lookup.districts().by_code[f"{province.code}01"]
        for text in ("อ.เมือง", "เมือง", "อำเภอเมือง", "อ.เมืองฯ", "Mueang", "Amphoe Muang", f"อ.เมือง{province.name_th}"):
            assert read_district(text, province.code) == Reading(match=capital), (text, province)
        assert read_district(f"Muang {province.name_en}") == Reading(match=capital)
    assert read_district("อ.เมือง", "10").match is None
    assert len(read_district("อ.เมือง").candidates) == 76


def test_a_district_of_another_province_is_named_but_not_taken():
    reading = read_district("อ.หาดใหญ่", "50")
    assert (reading.match, reading.candidates, codes(reading.elsewhere)) == (None, (), ["9011"])
    assert codes(read_district("9011", "50").elsewhere) == ["9011"]


def test_a_name_of_several_districts_gives_all_of_them():
    candidates = read_district("อ.เฉลิมพระเกียรติ").candidates
    assert [(place.name_th, place.province_code) for place in candidates] == [
        ("เฉลิมพระเกียรติ", code) for code in ("19", "30", "31", "55", "80")
    ]


def test_every_subdistrict_within_its_district():
    for row in SUBDISTRICTS:
        words = ["แขวง"] if row.province_code == "10" else ["ตำบล", "ต.", "ต. "]
        for text in [row.name_th, row.code, *(word + row.name_th for word in words)]:
            assert read_subdistrict(text, row.district_code) == Reading(match=row), (text, row)
        for text in [row.name_en, f"Tambon {row.name_en}", f"{row.name_en} subdistrict"]:
            assert means(read_subdistrict(text, row.district_code), row), (text, row)


def test_a_subdistrict_without_a_district():
    assert read_subdistrict("ต.สุเทพ").code == "500108"
    assert codes(read_subdistrict("ต.บางรัก").candidates) == ["100404", "920109"]
    assert read_subdistrict("แขวงบางรัก", None, "10").code == "100404"


def test_an_abolished_subdistrict_suggests_what_took_it_in():
    reading = read_subdistrict("แขวงบางนา", "1047")
    assert (reading.match, codes(reading.suggestions)[:2]) == (None, ["104702", "104703"])


texts = st.one_of(
    st.text(),
    st.text(alphabet="กขคงจชตนบปพมยรลวสหอะาิีุูเแโใไ่้์ํๆฯ. 0123456789๐๑๕()-,\u200b\x00"),
    st.builds(
        "".join, st.lists(st.sampled_from(["จ.", "อ.", "ต.", "เมือง", "50", "เชียงใหม่", "ฯ", " ", "เขต", "(", "จังหวัด"]))
    ),
)


@given(texts, st.sampled_from([None, "50", "10", "99", ""]))
def test_any_text_is_read(text, province):
    for reading in (read_province(text), read_district(text, province), read_subdistrict(text, None, province)):
        assert not (reading.match and (reading.candidates or reading.suggestions or reading.elsewhere))
        assert len(reading.candidates) != 1
        assert len(reading.suggestions) <= 5


def test_a_text_that_is_too_long_is_no_name():
    assert read_province("เชียงใหม่" * 1000) == Reading()
