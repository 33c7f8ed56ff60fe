"""Two hundred spellings of days and two hundred of places: each is read right or refused, none is read wrong."""

from __future__ import annotations

from datetime import date

import pytest

from places import official
from tests.factories.imports import RIGHT, checked, csv_of

pytestmark = pytest.mark.django_db

MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม",
          "พฤศจิกายน", "ธันวาคม"]  # fmt: skip
SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
ENGLISH = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"]  # fmt: skip
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
DAYS = [date(2021, 3, 30), date(2002, 12, 25), date(1996, 2, 29), date(2019, 10, 14), date(1988, 7, 31)]


def _spellings(day: date) -> list[tuple[str, str]]:
    be, month = day.year + 543, day.month - 1
    texts = [
        f"{day.day}/{day.month}/{be}",
        f"{day.day:02}/{day.month:02}/{be}",
        f"{day.day}/{day.month}/{be}".translate(THAI_DIGITS),
        f"{day.day}-{day.month}-{be}",
        f"{day.day}.{day.month}.{be}",
        f"{day.day} / {day.month} / {be}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        day.isoformat(),
        f"{day.year}/{day.month:02}/{day.day:02}",
        f"{be}-{day.month:02}-{day.day:02}",
        f"{day.day} {MONTHS[month]} {be}",
        f"{day.day} {MONTHS[month]} พ.ศ. {be}",
        f"{day.day} {MONTHS[month]} พ.ศ.{be}".translate(THAI_DIGITS),
        f"{day.day} {MONTHS[month]} ค.ศ. {day.year}",
        f"วันที่ {day.day} {MONTHS[month]} {be}",
        f"{day.day}{MONTHS[month]}{be}",
        f"{day.day} {SHORT[month]} {be}",
        f"{day.day} {SHORT[month].replace('.', '')} {be}",
        f"{day.day}{SHORT[month]}{be}",
        f"วันที่ {day.day} เดือน{MONTHS[month]} พ.ศ. {be}",
        f"{day.day} {SHORT[month]} {be}".translate(THAI_DIGITS),
        f"{day.day} {SHORT[month]} {day.year}",
        f"  {day.day}  {MONTHS[month]}  {be} ",
        f"{day.day} {ENGLISH[month]} {day.year}",
        f"{day.day} {ENGLISH[month][:3]} {day.year}",
        f"{day.day} {ENGLISH[month].lower()} {be}",
        f"{ENGLISH[month]} {day.day}, {day.year}",
        f"{day.day}-{ENGLISH[month][:3]}-{day.year}",
        f"{day.year}-{day.month:02}-{day.day:02} 00:00:00",
        f"{day.day}/{day.month}/{be} 00:00",
    ]
    whole = [(text, f"{day.isoformat()} day") for text in texts]
    first = [
        (f"{MONTHS[month]} {be}", f"{day.replace(day=1).isoformat()} month"),
        (f"{SHORT[month]} {be}", f"{day.replace(day=1).isoformat()} month"),
        (f"{day.month:02}/{be}", f"{day.replace(day=1).isoformat()} month"),
        (f"{be}", f"{day.year}-01-01 year"),
        (f"พ.ศ. {be}", f"{day.year}-01-01 year"),
        (f"ปี {be}".translate(THAI_DIGITS), f"{day.year}-01-01 year"),
    ]
    return [*whole, *first]


# What means no day, or not one alone.
NO_DAYS = ["31/2/2564", "30/13/2564", "29/2/2565", "0/1/2564", "32 มกราคม 2564", "เมื่อวาน", "ไม่ทราบ", "30/3",
           "2564-13-45", "มีนา", "99999999999", "30/3/25640", "1/1/0001", "๓๐/๓", "30 มี.ค. 64"]  # fmt: skip

DATES = [*(pair for day in DAYS for pair in _spellings(day)), *((text, "") for text in NO_DAYS)]


def test_days(admin):
    assert len(DATES) == 200
    rows = _rows([{"วันที่จดทะเบียน": text} for text, _meant in DATES], admin)
    wrong, refused = [], []
    for (text, meant), row in zip(DATES, rows, strict=True):
        read = f"{row.read['registered_on']} {row.read['registered_precision']}" if "registered_on" in row.read else ""
        if not read and _told(row, "registered_on"):
            refused.append((text, meant))
        elif read != meant:
            wrong.append((text, meant, read))
    assert wrong == []
    assert [(text, meant) for text, meant in refused if meant] == []


PROVINCES = {
    "50": [
        "เชียงใหม่",
        "จ.เชียงใหม่",
        "จังหวัดเชียงใหม่",
        "จ. เชียงใหม่",
        "เชียงใหม่ ",
        "Chiang Mai",
        "chiangmai",
        "50",
        "๕๐",
        "ชม.",
    ],
    "10": ["กรุงเทพมหานคร", "กรุงเทพ", "กรุงเทพฯ", "กทม.", "กทม", "Bangkok", "10", "กรุงเทพมหานครฯ"],
    "30": ["นครราชสีมา", "โคราช", "จ.นครราชสีมา", "Nakhon Ratchasima", "30"],
    "90": ["สงขลา", "จ.สงขลา", "Songkhla", "songkhla", "90", "จังหวัด สงขลา"],
    "14": ["พระนครศรีอยุธยา", "อยุธยา", "จ.อยุธยา", "Phra Nakhon Si Ayutthaya", "14"],
    "84": ["สุราษฎร์ธานี", "สุราษฏร์ธานี", "จ.สุราษฎร์ธานี", "Surat Thani", "84"],
    "34": ["อุบลราชธานี", "อุบล", "จ.อุบลราชธานี", "Ubon Ratchathani", "34"],
    "41": ["อุดรธานี", "อุดร", "จ.อุดรธานี", "Udon Thani", "41"],
    "80": ["นครศรีธรรมราช", "จ.นครศรีธรรมราช", "Nakhon Si Thammarat", "80"],
    "20": ["ชลบุรี", "จ.ชลบุรี", "Chonburi", "Chon Buri", "20"],
    "57": ["เชียงราย", "จ.เชียงราย", "Chiang Rai", "57"],
    "96": ["นราธิวาส", "จ.นราธิวาส", "Narathiwat", "96"],
    "38": ["บึงกาฬ", "จ.บึงกาฬ", "Bueng Kan", "38"],
}
# District and province as typed, and the district.
DISTRICTS = [
    ("เมือง", "เชียงใหม่", "5001"), ("อ.เมือง", "เชียงใหม่", "5001"), ("อำเภอเมือง", "จ.เชียงใหม่", "5001"),
    ("เมืองเชียงใหม่", "เชียงใหม่", "5001"), ("อ.เมืองเชียงใหม่", "50", "5001"), ("5001", "เชียงใหม่", "5001"),
    ("แม่ริม", "เชียงใหม่", "5007"), ("อ.แม่ริม", "เชียงใหม่", "5007"), ("Mae Rim", "เชียงใหม่", "5007"),
    ("อำเภอ แม่ริม", "Chiang Mai", "5007"), ("สันทราย", "เชียงใหม่", "5014"), ("หางดง", "เชียงใหม่", "5015"),
    ("จตุจักร", "กทม.", "1030"), ("เขตจตุจักร", "กรุงเทพ", "1030"), ("เขต จตุจักร", "กรุงเทพมหานคร", "1030"),
    ("Chatuchak", "Bangkok", "1030"), ("1030", "10", "1030"), ("ดุสิต", "กทม.", "1002"), ("เขตดุสิต", "กทม.", "1002"),
    ("พระนคร", "กทม.", "1001"), ("เขตพระนคร", "กทม", "1001"), ("บางรัก", "กรุงเทพฯ", "1004"),
    ("หาดใหญ่", "สงขลา", "9011"), ("อ.หาดใหญ่", "จ.สงขลา", "9011"), ("Hat Yai", "Songkhla", "9011"),
    ("9011", "90", "9011"), ("เมือง", "สงขลา", "9001"), ("เมืองสงขลา", "สงขลา", "9001"), ("สะเดา", "สงขลา", "9010"),
    ("ปากช่อง", "โคราช", "3021"), ("อ.ปากช่อง", "นครราชสีมา", "3021"), ("เมือง", "นครราชสีมา", "3001"),
    ("เมืองนครราชสีมา", "โคราช", "3001"), ("บางปะอิน", "อยุธยา", "1406"), ("อ.บางปะอิน", "จ.อยุธยา", "1406"),
    ("เกาะสมุย", "สุราษฎร์ธานี", "8404"), ("อ.เกาะสมุย", "สุราษฎร์ธานี", "8404"), ("ทุ่งสง", "นครศรีธรรมราช", "8009"),
    ("บางละมุง", "ชลบุรี", "2004"), ("ศรีราชา", "ชลบุรี", "2007"), ("สัตหีบ", "ชลบุรี", "2009"),
    ("แม่สาย", "เชียงราย", "5709"), ("อ.แม่สาย", "จ.เชียงราย", "5709"), ("เมือง", "เชียงราย", "5701"),
    ("สุไหงโก-ลก", "นราธิวาส", "9610"), ("สุไหงโกลก", "นราธิวาส", "9610"), ("เมือง", "บึงกาฬ", "3801"),
]  # fmt: skip
# Subdistrict, district and province as typed, and the subdistrict.
SUBDISTRICTS = [
    ("สุเทพ", "เมือง", "เชียงใหม่", "500108"), ("ต.สุเทพ", "อ.เมือง", "จ.เชียงใหม่", "500108"),
    ("ตำบลสุเทพ", "อำเภอเมืองเชียงใหม่", "จังหวัดเชียงใหม่", "500108"), ("Suthep", "เมือง", "Chiang Mai", "500108"),
    ("500108", "เมือง", "เชียงใหม่", "500108"), ("ต. สุเทพ", "5001", "50", "500108"), ("ริมใต้", "แม่ริม", "เชียงใหม่", "500701"),
    ("ต.ริมใต้", "อ.แม่ริม", "ชม.", "500701"), ("ตำบล ริมใต้", "แม่ริม", "เชียงใหม่", "500701"),
    ("ลาดยาว", "จตุจักร", "กทม.", "103001"), ("แขวงลาดยาว", "เขตจตุจักร", "กรุงเทพมหานคร", "103001"),
    ("แขวง ลาดยาว", "จตุจักร", "กรุงเทพ", "103001"), ("103001", "1030", "10", "103001"),
    ("หาดใหญ่", "หาดใหญ่", "สงขลา", "901101"), ("ต.หาดใหญ่", "อ.หาดใหญ่", "จ.สงขลา", "901101"),
    ("สุเทพ", "", "เชียงใหม่", "500108"), ("500108", "", "50", "500108"), ("901101", "", "สงขลา", "901101"),
    ("Hat Yai", "Hat Yai", "Songkhla", "901101"), ("ต.สุเทพ", "", "เชียงใหม่", "500108"),
]  # fmt: skip
NO_PLACES = [
    {"จังหวัด": text}
    for text in ["แอตแลนติส", "เชียง", "00", "99", "อีสาน", "ภาคเหนือ", "เมือง", "-", "ไทย", "กรุง", "นคร", "ทั่วประเทศ", "502"]
]
WRONG_PARTS = [
    {"จังหวัด": "เชียงใหม่", "อำเภอ": text}
    for text in ["หาดใหญ่", "แม่สาย", "9011", "ไม่มี", "จตุจักร", "แม่", "เมืองเชียงราย", "อ.เมืองลำพูน"]
] + [
    {"จังหวัด": "เชียงใหม่", "อำเภอ": "แม่ริม", "ตำบล": text}
    for text in ["สุเทพ", "ลาดยาว", "901101", "ไม่มี", "500108", "หาดใหญ่"]
] + [{"จังหวัด": "สงขลา", "ตำบล": text} for text in ["สุเทพ", "500108", "ไม่มีตำบลนี้"]]  # fmt: skip

# Some of all districts, from one end of the country to the other, as forms have them.
PROVINCE_NAMES = {row.code: row.name_th for row in official.provinces()}
ALL = official.districts()[5::28][:33]

PLACES = [
    *(
        ({"อำเภอ": f"อ.{row.name_th}", "จังหวัด": f"จ. {PROVINCE_NAMES[row.province_code]}"}, "district", row.code)
        for row in ALL
    ),
    *(({"จังหวัด": text}, "province", code) for code, texts in PROVINCES.items() for text in texts),
    *(({"อำเภอ": district, "จังหวัด": province}, "district", code) for district, province, code in DISTRICTS),
    *(
        ({"ตำบล": one, "อำเภอ": district, "จังหวัด": province}, "subdistrict", code)
        for one, district, province, code in SUBDISTRICTS
    ),
    *((cells, "", "") for cells in [*NO_PLACES, *WRONG_PARTS]),
]


def test_places(admin):
    rows = _rows([{"จังหวัด": "", **cells} for cells, _level, _code in PLACES], admin)
    wrong, refused = [], []
    for (cells, level, code), row in zip(PLACES, rows, strict=True):
        told = any(_told(row, one) for one in ("province", "district", "subdistrict"))
        if told:
            refused.append((cells, code))
        elif not level or row.read.get(level) != code:
            wrong.append((cells, code, {one: row.read.get(one) for one in ("province", "district", "subdistrict")}))
    assert wrong == []
    assert [(cells, code) for cells, code in refused if code] == []
    assert len(PLACES) == 200


def _rows(cells, admin):
    table = [{**RIGHT, "ชื่อองค์กร": f"มูลนิธิตัวอย่างที่ {number}", **one} for number, one in enumerate(cells)]
    return list(checked(csv_of(table), by=admin).rows.order_by("number"))


def _told(row, column):
    return any(problem["column"] == column and problem["severity"] == "error" for problem in row.problems)
