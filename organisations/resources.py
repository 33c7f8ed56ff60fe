"""The columns of the registry's spreadsheets: the one declaration that imports, exports and the template share.

`OrganisationResource` is a django-import-export Resource whose fields are `Column`s, in the order of the template.
Only its declaration is used: reading and writing of whole files is done by faster engines (docs/adr/0012).

    columns()                         # the 37 columns of the template, in order
    FURTHER                           # what an export adds behind them; an import skips these silently
    column_of(heading)                # Column | None for a heading in Thai, English or a synonym, however spaced

What a `Column` has and does is said in columns.py.

What is exported means the same when imported again. An import takes a cell whose text equals the export's for the
record as "unchanged" without cleaning it, so that old values which would not pass today harm nobody.
"""

from __future__ import annotations

from functools import cache

from import_export.resources import Resource

from organisations.choices import Taxonomy
from organisations.columns import SEVERAL_EN, Column, Kind, keyed
from organisations.terms import key_of

_SEVERAL_TH = "ใส่ได้หลายค่า คั่นด้วย ; "


@keyed
class OrganisationResource(Resource):
    """The template's columns. Their order is the template's, and INTERFACE.md's."""

    code = Column(
        "รหัสทะเบียน",
        "Registry code",
        Kind.CODE,
        "code",
        also="รหัส · รหัสองค์กร · เลขรหัส · code",
        help_th="เว้นว่างสำหรับองค์กรใหม่ ใส่รหัสเดิมเพื่อแก้ไขข้อมูล เช่น CSO-0012340",
        help_en="Leave empty for a new organisation; give the code to change one, such as CSO-0012340",
    )
    name_th = Column(
        "ชื่อองค์กร",
        "Name",
        Kind.TEXT,
        "name_th",
        also="ชื่อ · ชื่อภาษาไทย · ชื่อองค์กร (ไทย) · ชื่อหน่วยงาน · Name in Thai · Organisation · Organization",
        required=True,
        max_length=300,
        help_th="ชื่อเต็มตามที่จดทะเบียนหรือที่ใช้อยู่",
        help_en="The full name in Thai",
    )
    name_en = Column(
        "ชื่อภาษาอังกฤษ",
        "Name in English",
        Kind.TEXT,
        "name_en",
        also="ชื่อองค์กร (อังกฤษ) · ชื่ออังกฤษ · English name",
        max_length=300,
    )
    abbreviation = Column(
        "ชื่อย่อ",
        "Abbreviation",
        Kind.TEXT,
        "abbreviation",
        also="อักษรย่อ · ตัวย่อ",
        max_length=60,
    )
    legal_form = Column(
        "รูปแบบองค์กร",
        "Legal form",
        Kind.TERM,
        "legal_form",
        taxonomy=Taxonomy.LEGAL_FORM,
        required=True,
        also="รูปแบบ · ประเภทองค์กร · ประเภท · form",
        help_th="เลือกจากรายการ เช่น มูลนิธิ สมาคม",
        help_en="One of the list, such as มูลนิธิ or foundation",
    )
    registration_number = Column(
        "เลขทะเบียน",
        "Registration number",
        Kind.NUMBER,
        "registration_number",
        max_length=60,
        also="เลขที่ทะเบียน · เลขที่จดทะเบียน · ทะเบียนเลขที่ · เลขทะเบียนนิติบุคคล",
        help_th="ตามใบสำคัญการจดทะเบียน",
        help_en="As on the certificate of registration",
    )
    registered_on = Column(
        "วันที่จดทะเบียน",
        "Date registered",
        Kind.DATE,
        "registered_on",
        "registered_precision",
        also="วันจดทะเบียน · วันที่ก่อตั้ง · วันก่อตั้ง · ปีที่ก่อตั้ง · วันที่จัดตั้ง · Registered on · Founded",
        help_th="วัน เดือน ปี พ.ศ. เช่น 30/3/2564 หรือปีอย่างเดียว เช่น 2545",
        help_en="Such as 30/3/2564, or a year alone, such as 2545",
    )
    status = Column(
        "สถานะ",
        "Status",
        Kind.STATUS,
        "status",
        also="สถานภาพ · สถานะองค์กร · สถานะการดำเนินงาน",
        help_th="ดำเนินการ พักการดำเนินงาน หรือ เลิก เว้นว่างหมายถึงดำเนินการ",
        help_en="active, dormant or dissolved; empty means active",
    )
    house_number = Column(
        "เลขที่",
        "House no.",
        Kind.TEXT,
        "house_number",
        also="บ้านเลขที่ · House number · ที่อยู่เลขที่",
        max_length=60,
        help_th="เช่น 99/1",
        help_en="Such as 99/1",
    )
    village_number = Column(
        "หมู่ที่",
        "Village no.",
        Kind.TEXT,
        "village_number",
        also="หมู่ · Moo · Village number",
        max_length=20,
        help_th="เช่น 4",
        help_en="Such as 4",
    )
    lane = Column("ซอย", "Lane", Kind.TEXT, "lane", also="ตรอก/ซอย · Soi", max_length=100)
    road = Column("ถนน", "Road", Kind.TEXT, "road", max_length=100)
    subdistrict = Column(
        "ตำบล",
        "Subdistrict",
        Kind.PLACE,
        "subdistrict",
        also="ตำบล/แขวง · แขวง · แขวง/ตำบล · Tambon",
        help_th="ชื่อหรือรหัส 6 หลัก เช่น สุเทพ",
        help_en="Its name or 6-digit code",
    )
    district = Column(
        "อำเภอ",
        "District",
        Kind.PLACE,
        "district",
        also="อำเภอ/เขต · เขต · เขต/อำเภอ · Amphoe",
        help_th="ชื่อหรือรหัส 4 หลัก เช่น เมืองเชียงใหม่",
        help_en="Its name or 4-digit code",
    )
    province = Column(
        "จังหวัด",
        "Province",
        Kind.PLACE,
        "province",
        required=True,
        also="จ.",
        help_th="ชื่อหรือรหัส 2 หลัก เช่น เชียงใหม่",
        help_en="Its name or 2-digit code",
    )
    postcode = Column(
        "รหัสไปรษณีย์",
        "Postcode",
        Kind.POSTCODE,
        "postcode",
        also="ไปรษณีย์ · Postal code · Zip code",
        help_th="ตัวเลข 5 หลัก",
        help_en="Five digits",
    )
    phone = Column(
        "โทรศัพท์",
        "Phone",
        Kind.PHONE,
        "phone",
        also="เบอร์โทรศัพท์ · เบอร์โทร · โทร · โทร. · โทรศัพท์สำนักงาน · Telephone",
        max_length=60,
        help_th="ของสำนักงาน เช่น 053 123 456",
        help_en="Of the office, such as 053 123 456",
    )
    email = Column(
        "อีเมล",
        "E-mail",
        Kind.EMAIL,
        "email",
        also="อีเมล์ · Email · e-mail สำนักงาน",
        max_length=254,
        help_th="ของสำนักงาน",
        help_en="Of the office",
    )
    website = Column(
        "เว็บไซต์",
        "Website",
        Kind.URL,
        "website",
        also="เว็บไซด์ · เว็บ · Web · URL",
        max_length=200,
        help_th="เช่น www.example.org",
        help_en="Such as www.example.org",
    )
    head = Column(
        "ผู้นำองค์กร",
        "Head",
        Kind.PERSON,
        "head.title",
        "head.name",
        max_length=200,
        also="ประธาน · ผู้นำ · หัวหน้าองค์กร · ชื่อผู้นำ · ชื่อผู้นำองค์กร · ประธานองค์กร",
        help_th="คำนำหน้า ชื่อ และนามสกุล (ข้อมูลส่วนบุคคล)",
        help_en="Title, name and surname (personal data)",
    )
    head_position = Column(
        "ตำแหน่งผู้นำ",
        "Head's position",
        Kind.TEXT,
        "head.position",
        max_length=120,
        also="ตำแหน่ง · ตำแหน่งผู้นำองค์กร",
        help_th="เช่น ประธานกรรมการ",
        help_en="Such as chair",
    )
    coordinator = Column(
        "ผู้ประสานงาน",
        "Coordinator",
        Kind.PERSON,
        "coordinator.title",
        "coordinator.name",
        max_length=200,
        also="ชื่อผู้ประสานงาน · ผู้ติดต่อ · Contact person",
        help_th="คำนำหน้า ชื่อ และนามสกุล (ข้อมูลส่วนบุคคล)",
        help_en="Title, name and surname (personal data)",
    )
    coordinator_phone = Column(
        "โทรศัพท์ผู้ประสานงาน",
        "Coordinator's phone",
        Kind.PHONE,
        "coordinator.mobile",
        max_length=60,
        also="เบอร์โทรผู้ประสานงาน · มือถือผู้ประสานงาน · เบอร์ผู้ประสานงาน",
        help_th="เช่น 081 234 5678",
        help_en="Such as 081 234 5678",
    )
    coordinator_email = Column(
        "อีเมลผู้ประสานงาน",
        "Coordinator's e-mail",
        Kind.EMAIL,
        "coordinator.email",
        max_length=254,
        also="อีเมล์ผู้ประสานงาน",
    )
    issues = Column(
        "ประเด็น",
        "Issue areas",
        Kind.TERMS,
        "issues",
        taxonomy=Taxonomy.ISSUE,
        required=True,
        also="ประเด็นการทำงาน · ประเด็นงาน · ประเด็นที่ทำงาน · issue · issues",
        help_th=_SEVERAL_TH + "ชื่อหรือรหัส 2 หลัก เช่น 01; 04",
        help_en=SEVERAL_EN + "– names or 2-digit codes, such as 01; 04",
    )
    expertise = Column(
        "ความเชี่ยวชาญ",
        "Expertise",
        Kind.TERMS,
        "expertise",
        taxonomy=Taxonomy.EXPERTISE,
        also="ความเชี่ยวชาญเฉพาะ · ความถนัด",
        help_th=_SEVERAL_TH + "ชื่อหรือรหัส เช่น E01; E04",
        help_en=SEVERAL_EN + "– names or codes, such as E01; E04",
    )
    targets = Column(
        "กลุ่มเป้าหมาย",
        "Target groups",
        Kind.TERMS,
        "targets",
        taxonomy=Taxonomy.TARGET,
        also="เป้าหมาย · target · targets",
        help_th=_SEVERAL_TH + "เช่น เด็ก; สตรี",
    )
    fields_of_service = Column(
        "สาขาบริการ",
        "Fields of service",
        Kind.TERMS,
        "fields",
        taxonomy=Taxonomy.FIELD,
        also="สาขา · สาขาการบริการ · field · fields",
        help_th=_SEVERAL_TH + "เช่น การศึกษา",
    )
    modes = Column(
        "ลักษณะการดำเนินงาน",
        "Modes of work",
        Kind.TERMS,
        "modes",
        taxonomy=Taxonomy.MODE,
        also="ลักษณะงาน · ลักษณะการทำงาน",
        help_th=_SEVERAL_TH + "เช่น ส่งเสริม; พัฒนา",
    )
    level = Column(
        "ระดับการดำเนินงาน",
        "Level of operation",
        Kind.TERM,
        "level",
        taxonomy=Taxonomy.LEVEL,
        also="ระดับ · ระดับการทำงาน",
        help_th="เลือกจากรายการ เช่น จังหวัด",
        help_en="One of the list, such as จังหวัด or provincial",
    )
    area_provinces = Column(
        "จังหวัดที่ดำเนินงาน",
        "Provinces of work",
        Kind.PROVINCES,
        "area_provinces",
        also="พื้นที่ดำเนินงาน · พื้นที่ปฏิบัติงาน · จังหวัดที่ทำงาน",
        help_th=_SEVERAL_TH + "ชื่อหรือรหัส 2 หลัก",
        help_en=SEVERAL_EN + "– names or 2-digit codes",
    )
    staff_count = Column(
        "จำนวนเจ้าหน้าที่",
        "Staff",
        Kind.INTEGER,
        "staff_count",
        also="เจ้าหน้าที่ · เจ้าหน้าที่ (คน) · Number of staff",
        help_th="คน",
        help_en="Persons",
    )
    volunteer_count = Column(
        "จำนวนอาสาสมัคร",
        "Volunteers",
        Kind.INTEGER,
        "volunteer_count",
        also="อาสาสมัคร · อาสาสมัคร (คน) · Number of volunteers",
        help_th="คน",
        help_en="Persons",
    )
    member_count = Column(
        "จำนวนสมาชิก",
        "Members",
        Kind.INTEGER,
        "member_count",
        also="สมาชิก · สมาชิก (คน) · Number of members",
        help_th="คน",
        help_en="Persons",
    )
    budget = Column(
        "งบประมาณต่อปี",
        "Yearly budget",
        Kind.MONEY,
        "budget.total",
        sources=["latest_budget"],
        also="งบประมาณ · งบประมาณ (บาท) · งบประมาณต่อปี (บาท) · Budget",
        help_th="บาท ของปีงบประมาณล่าสุด",
        help_en="Baht, of the latest fiscal year",
    )
    objectives = Column(
        "วัตถุประสงค์",
        "Objectives",
        Kind.LONG_TEXT,
        "objectives",
        also="วัตถุประสงค์ขององค์กร · พันธกิจ",
        help_th="โดยย่อ",
        help_en="In short",
    )
    note = Column(
        "หมายเหตุ",
        "Notes",
        Kind.LONG_TEXT,
        "note",
        also="หมายเหตุอื่น · Note · Remarks",
        help_th="ข้อมูลอื่นที่ควรรู้",
        help_en="Anything else worth knowing",
    )


# What an export adds. Dates and moments are ISO here, for programs.
FURTHER = (
    Column("แก้ไขล่าสุด", "Updated", Kind.MOMENT, sources=["updated_at"], also="updated_at"),
    Column("สถานะของระเบียน", "State of the record", Kind.STATUS, sources=["state"], also="state"),
)
FURTHER[0].key, FURTHER[1].key = "updated_at", "state"


def columns() -> tuple[Column, ...]:
    """The columns of the template, in order."""
    return tuple(OrganisationResource.fields.values())


def column_of(heading: str) -> Column | None:
    """The column that a heading names: Thai, English, its key or a synonym; brackets do not matter."""
    return _by_heading().get(key_of(heading)) or _by_heading().get(key_of(heading.split("(")[0]))


@cache
def _by_heading() -> dict[str, Column]:
    found = {key_of(column.heading): column for column in (*columns(), *FURTHER)}
    for column in list(found.values()):
        for writing in (column.heading_en, column.key, *column.synonyms):
            found.setdefault(key_of(writing), column)
    return found
