"""The columns of the five kinds of KPI records in spreadsheets: template, import, export and dictionary share them."""

from __future__ import annotations

from import_export.resources import Resource

from indicators.choices import (
    LegalChange,
    LegalKind,
    NetworkForm,
    NetworkLevel,
    SeatLevel,
    Sector,
    SupportKind,
    SystemKind,
)
from organisations.columns import Column, Kind, keyed

_DAY_TH, _DAY_EN = "วัน เดือน ปี พ.ศ. เช่น 30/3/2564", "Day, month, year, such as 30/3/2564"


def _id() -> Column:
    return Column(
        "เลขที่ระเบียน",
        "Record no.",
        Kind.RECORD,
        "id",
        also="เลขระเบียน · id",
        help_th="เว้นว่างสำหรับรายการใหม่ ใส่เลขเดิมจากไฟล์ส่งออกเพื่อแก้ไข",
        help_en="Leave empty for a new record; give the number of an export to change one",
    )


def _province() -> Column:
    return Column(
        "จังหวัด",
        "Province",
        Kind.PLACE,
        "province",
        help_th="ชื่อหรือรหัส 2 หลัก เว้นว่างถ้าเป็นระดับชาติ",
        help_en="Its name or 2-digit code; empty for what is national",
    )


def _link() -> Column:
    return Column("ลิงก์หลักฐาน", "Evidence link", Kind.URL, "evidence_link", max_length=200, also="หลักฐาน")


def _note() -> Column:
    return Column("หมายเหตุ", "Notes", Kind.LONG_TEXT, "note", also="Note · Remarks")


def _organisation(heading: str, heading_en: str) -> Column:
    return Column(
        heading,
        heading_en,
        Kind.FOUND,
        "organisation_told",
        required=True,
        max_length=400,
        also="องค์กร · ชื่อองค์กร · รหัสทะเบียน · รหัสองค์กร · Organisation · Registry code",
        help_th="รหัสทะเบียน หรือชื่อองค์กรในทะเบียน เช่น CSO-0012340",
        help_en="Its registry code, or its name in the registry, such as CSO-0012340",
    )


def _agency(name: str, heading: str, heading_en: str) -> Column:
    return Column(
        heading,
        heading_en,
        Kind.FOUND,
        f"{name}__name_th",
        required=True,
        max_length=200,
        also="หน่วยงาน · หน่วยงานเจ้าของ · หน่วยงานรับผิดชอบ · Agency",
        help_th="ชื่อ ชื่อย่อ หรือรหัสของหน่วยงาน เช่น พม.",
        help_en="The agency's name, abbreviation or code, such as พม.",
    )


def _day(heading: str, heading_en: str, feed: str, *, required: bool = False, also: str = "") -> Column:
    help_th = _DAY_TH if required else f"{_DAY_TH} เว้นว่างถ้ายังไม่สิ้นสุด"
    help_en = _DAY_EN if required else f"{_DAY_EN}; empty while it goes on"
    return Column(heading, heading_en, Kind.DAY, feed, required=required, also=also, help_th=help_th, help_en=help_en)


@keyed
class SeatResource(Resource):
    id = _id()
    organisation = _organisation("องค์กร", "Organisation")
    committee = Column(
        "คณะกรรมการ",
        "Committee",
        Kind.TEXT,
        "committee",
        required=True,
        max_length=300,
        also="ชื่อคณะกรรมการ",
        help_th="ชื่อคณะกรรมการร่วมกับภาครัฐ",
        help_en="The joint committee with the state",
    )
    level = Column("ระดับ", "Level", Kind.CHOICE, "level", choices=SeatLevel, required=True, help_th="เลือกจากรายการ")
    province = _province()
    from_on = _day("ตั้งแต่วันที่", "From", "from_on", required=True, also="วันที่เริ่ม · เริ่มวันที่ · ตั้งแต่")
    to_on = _day("ถึงวันที่", "To", "to_on", also="วันที่สิ้นสุด · สิ้นสุดวันที่ · ถึง")
    evidence_link = _link()
    note = _note()


@keyed
class SupportResource(Resource):
    id = _id()
    organisation = _organisation("องค์กรที่ได้รับ", "Organisation that received it")
    source = Column(
        "ผู้สนับสนุน", "Given by", Kind.TEXT, "source", required=True, max_length=200, also="แหล่งสนับสนุน · แหล่งทุน"
    )
    sector = Column(
        "ภาคส่วนของผู้สนับสนุน",
        "Source sector",
        Kind.CHOICE,
        "sector",
        choices=Sector,
        required=True,
        also="ภาคส่วน · ประเภทผู้สนับสนุน",
        help_th="เลือกจากรายการ",
    )
    kind = Column(
        "ลักษณะการสนับสนุน",
        "Kind",
        Kind.CHOICE,
        "kind",
        choices=SupportKind,
        required=True,
        also="ชนิด · ลักษณะ",
        help_th="เลือกจากรายการ",
    )
    amount = Column(
        "จำนวนเงิน",
        "Amount (baht)",
        Kind.MONEY,
        "amount",
        required=True,
        also="จำนวนเงิน (บาท) · มูลค่า · มูลค่า (บาท) · Amount",
        help_th="บาท สิ่งของให้ตีมูลค่าเป็นบาท",
        help_en="Baht; what is given in kind at its value",
    )
    received_on = _day("วันที่ได้รับ", "Date received", "received_on", required=True, also="วันที่รับ · วันที่")
    province = _province()
    evidence_link = _link()
    note = _note()


@keyed
class LawResource(Resource):
    id = _id()
    title = Column(
        "ชื่อกฎหมาย ระเบียบ หรือมาตรการ",
        "Title of the law, rule or measure",
        Kind.TEXT,
        "title",
        required=True,
        max_length=400,
        also="ชื่อกฎหมาย · ชื่อเรื่อง · เรื่อง · Title",
    )
    kind = Column(
        "ประเภท", "Kind", Kind.CHOICE, "kind", choices=LegalKind, required=True, also="ชนิด", help_th="เลือกจากรายการ"
    )
    change = Column(
        "ออกใหม่หรือปรับปรุง",
        "New or amended",
        Kind.CHOICE,
        "change",
        choices=LegalChange,
        required=True,
        also="การเปลี่ยนแปลง",
        help_th="เลือกจากรายการ",
    )
    in_force_on = _day("วันที่มีผลบังคับใช้", "Date in force", "in_force_on", required=True, also="วันที่ใช้บังคับ")
    agency = _agency("agency", "หน่วยงาน", "Agency")
    reference = Column(
        "อ้างอิง",
        "Reference",
        Kind.TEXT,
        "reference",
        max_length=300,
        help_th="เช่น เล่มและวันที่ของราชกิจจานุเบกษา",
        help_en="Such as the volume and date of the Royal Gazette",
    )
    province = _province()
    evidence_link = _link()
    note = _note()


@keyed
class SystemResource(Resource):
    id = _id()
    name = Column("ชื่อระบบ", "Name", Kind.TEXT, "name", required=True, max_length=300, also="ชื่อ · ระบบ")
    kind = Column(
        "ประเภทระบบ",
        "Kind",
        Kind.CHOICE,
        "kind",
        choices=SystemKind,
        required=True,
        also="ประเภท · ชนิด",
        help_th="เลือกจากรายการ",
    )
    in_service_on = _day("ใช้งานตั้งแต่วันที่", "In service since", "in_service_on", required=True, also="วันที่เริ่มใช้งาน")
    out_of_service_on = _day("เลิกใช้งานตั้งแต่วันที่", "Out of service since", "out_of_service_on", also="วันที่เลิกใช้งาน")
    owner = _agency("owner", "หน่วยงานเจ้าของระบบ", "Owner")
    link = Column("ลิงก์ของระบบ", "Link", Kind.URL, "link", max_length=200, also="เว็บไซต์ · ลิงก์")
    province = _province()
    evidence_link = _link()
    note = _note()


@keyed
class NetworkResource(Resource):
    id = _id()
    name = Column("ชื่อเครือข่าย", "Name", Kind.TEXT, "name", required=True, max_length=300, also="ชื่อ · เครือข่าย")
    form = Column(
        "รูปแบบการรวมตัว",
        "Form of coming together",
        Kind.CHOICE,
        "form",
        choices=NetworkForm,
        required=True,
        also="รูปแบบ",
        help_th="เลือกจากรายการ",
    )
    level = Column("ระดับ", "Level", Kind.CHOICE, "level", choices=NetworkLevel, required=True, help_th="เลือกจากรายการ")
    province = _province()
    members = Column(
        "องค์กรสมาชิก",
        "Member organisations",
        Kind.FOUND,
        "members_told",
        also="สมาชิก · องค์กรในเครือข่าย",
        help_th="บรรทัดละหนึ่งองค์กร: รหัสทะเบียนหรือชื่อ",
        help_en="One a line: the registry code, or the name",
    )
    active_from = _day("ดำเนินงานตั้งแต่วันที่", "Active from", "active_from", required=True, also="วันที่เริ่ม · ตั้งแต่วันที่")
    active_to = _day("ดำเนินงานถึงวันที่", "Active to", "active_to", also="วันที่สิ้นสุด · ถึงวันที่")
    evidence_link = _link()
    note = _note()


RESOURCES: dict[str, type[Resource]] = {
    "seats": SeatResource,
    "support": SupportResource,
    "laws": LawResource,
    "systems": SystemResource,
    "networks": NetworkResource,
}


def _further() -> tuple[Column, ...]:
    withdrawn = Column("ถอนเมื่อ", "Withdrawn", Kind.MOMENT, sources=["withdrawn_at"], also="withdrawn_at")
    updated = Column("แก้ไขล่าสุด", "Updated", Kind.MOMENT, sources=["updated_at"], also="updated_at")
    withdrawn.key, updated.key = "withdrawn_at", "updated_at"
    return withdrawn, updated


# What an export adds; an import skips it.
FURTHER = _further()
