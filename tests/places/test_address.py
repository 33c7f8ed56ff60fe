"""The parts of an address help to read one another."""

from hypothesis import given
from hypothesis import strategies as st

from places import official
from places.address import read_address, split_address


def test_the_parts_are_read_from_the_province_down():
    reading = read_address(subdistrict="ต.สุเทพ", district="อ.เมือง", province="จ.เชียงใหม่", postcode="๕๐๒๐๐")
    assert (reading.subdistrict.code, reading.district.code, reading.province.code) == ("500108", "5001", "50")
    assert (reading.postcode, reading.postcode_fits, reading.postcodes) == ("50200", True, ("50200",))


def test_an_ambiguous_district_is_settled_by_its_subdistrict():
    reading = read_address(subdistrict="ต.สุเทพ", district="อ.เมือง")
    assert (reading.district.code, reading.province.code) == ("5001", "50")


def test_an_ambiguous_subdistrict_is_settled_by_its_postcode():
    assert read_address(subdistrict="บางรัก").subdistrict.ambiguous
    reading = read_address(subdistrict="บางรัก", postcode="92000")
    assert (reading.subdistrict.code, reading.district.code, reading.province.code) == ("920109", "9201", "92")


def test_a_level_that_cannot_be_read_is_not_replaced():
    reading = read_address(subdistrict="ต.สุเทพ", district="อ.เมือง", province="ไม่มีจังหวัดนี้")
    assert reading.province.match is None


def test_a_postcode_of_another_place_does_not_fit():
    reading = read_address(subdistrict="500108", postcode="90110")
    assert (reading.subdistrict.code, reading.postcode_fits) == ("500108", False)


def test_every_address_is_read_from_its_names_alone():
    provinces = {row.code: row for row in official.provinces()}
    districts = {row.code: row for row in official.districts()}
    for row in official.subdistricts():
        reading = read_address(
            subdistrict=row.name_th,
            district=districts[row.district_code].name_th,
            province=provinces[row.province_code].name_th,
        )
        assert (reading.subdistrict.code, reading.district.code) == (row.code, row.district_code)


def test_a_line_is_split_at_the_words_for_its_levels():
    assert split_address("99/1 ถ.สุเทพ ต.สุเทพ อ.เมือง จ.เชียงใหม่ ๕๐๒๐๐") == {
        "rest": "99/1 ถ.สุเทพ",
        "subdistrict": "ต.สุเทพ",
        "district": "อ.เมือง",
        "province": "จ.เชียงใหม่",
        "postcode": "50200",
    }
    assert split_address("แขวงลาดยาว เขตจตุจักร กทม. 10900") == {
        "rest": "",
        "subdistrict": "แขวงลาดยาว",
        "district": "เขตจตุจักร",
        "province": "กทม.",
        "postcode": "10900",
    }


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_is_read(subdistrict, district, province, postcode):
    read_address(subdistrict=subdistrict, district=district, province=province, postcode=postcode)
    split_address(subdistrict + district + province + postcode)
