"""The official list goes into the database whole, and again without a write."""

from collections import Counter

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.loading import load_places
from places.models import District, Province, Region, Subdistrict

pytestmark = pytest.mark.django_db


def test_a_second_run_writes_nothing():
    with CaptureQueriesContext(connection) as queries:
        again = load_places()
    assert [(level.new, level.changed, level.left) for level in again] == [(0, 0, ())] * 4
    assert [query["sql"].split()[0] for query in queries.captured_queries] == [
        "SAVEPOINT",
        *["SELECT"] * 4,
        "RELEASE",
    ]


def test_an_empty_database_gets_all_levels_whole():
    # The database keeps places from going; this one has none yet.
    with pgtrigger.ignore():
        for model in (Subdistrict, District, Province, Region):
            model.objects.all().delete()
    assert [level.new for level in load_places()] == [4, 77, 928, 7436]
    assert [model.objects.count() for model in (Region, Province, District, Subdistrict)] == [4, 77, 928, 7436]
    assert Counter(Province.objects.values_list("region", flat=True)) == {
        "north": 17,
        "northeast": 20,
        "central": 26,
        "south": 14,
    }


def test_a_changed_row_is_mended_and_a_foreign_one_is_kept():
    Subdistrict.objects.filter(code="500108").update(name_th="ผิด")
    District.objects.create(code="5099", name_th="เก่า", name_en="Old", sort_key="x", province_id="50")
    levels = load_places()
    assert [(level.new, level.changed, level.left) for level in levels] == [
        (0, 0, ()),
        (0, 0, ()),
        (0, 0, ("5099",)),
        (0, 1, ()),
    ]
    assert Subdistrict.objects.get(code="500108").name_th == "สุเทพ"


def test_provinces_are_listed_in_dictionary_order():
    names = list(Province.objects.values_list("name_th", flat=True))
    assert names[:6] == [
        "กระบี่",
        "กรุงเทพมหานคร",
        "กาญจนบุรี",
        "กาฬสินธุ์",
        "กำแพงเพชร",
        "ขอนแก่น",
    ]
    assert names[12:15] == ["เชียงราย", "เชียงใหม่", "ตรัง"]
    assert names[-1] == "อุบลราชธานี"


def test_full_names_carry_the_word_of_their_level():
    assert [Province.objects.get(code=code).full_name_th for code in ("10", "50")] == [
        "กรุงเทพมหานคร",
        "จังหวัดเชียงใหม่",
    ]
    assert [District.objects.get(code=code).full_name_th for code in ("1030", "9011")] == ["เขตจตุจักร", "อำเภอหาดใหญ่"]
    assert [Subdistrict.objects.get(code=code).full_name_th for code in ("103001", "500108")] == [
        "แขวงลาดยาว",
        "ตำบลสุเทพ",
    ]


def test_the_command_says_what_it_wrote(capsys):
    call_command("load_places")
    assert capsys.readouterr().out.splitlines()[-1] == "7436 ตำบล/แขวง: 0 new, 0 changed"
