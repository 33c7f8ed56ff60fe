"""The columns of the researchers' book in spreadsheets: template, import, export and data dictionary share them."""

from __future__ import annotations

from import_export.resources import Resource

from organisations.choices import Taxonomy
from organisations.columns import SEVERAL_EN, Column, Kind, keyed


@keyed
class ResearcherResource(Resource):
    """One researcher a row. `id` is the number in the address of the entry."""

    id = Column(
        "เลขที่ระเบียน",
        "Record no.",
        Kind.RECORD,
        "id",
        also="เลขระเบียน · id",
        help_th="เว้นว่างสำหรับนักวิจัยใหม่ ใส่เลขเดิมจากไฟล์ส่งออกเพื่อแก้ไขข้อมูล",
        help_en="Leave empty for a new researcher; give the number of an export to change one",
    )
    title = Column(
        "คำนำหน้า",
        "Title",
        Kind.TEXT,
        "title",
        max_length=60,
        also="คำนำหน้าชื่อ · ตำแหน่งทางวิชาการ",
        help_th="เช่น ดร. หรือ ผศ.ดร.",
        help_en="Such as ดร. or ผศ.ดร.",
    )
    name_th = Column(
        "ชื่อ",
        "Name",
        Kind.TEXT,
        "name_th",
        required=True,
        max_length=200,
        also="ชื่อ-สกุล · ชื่อ-นามสกุล · ชื่อและนามสกุล · ชื่อนักวิจัย · Name in Thai",
        help_th="ชื่อและนามสกุล",
        help_en="Name and surname in Thai",
    )
    name_en = Column(
        "ชื่อภาษาอังกฤษ", "Name in English", Kind.TEXT, "name_en", max_length=200, also="ชื่ออังกฤษ · English name"
    )
    affiliation = Column(
        "สังกัด",
        "Affiliation",
        Kind.TEXT,
        "affiliation",
        required=True,
        max_length=300,
        also="หน่วยงาน · สถาบัน · มหาวิทยาลัย · Institution",
        help_th="คณะหรือสถาบัน",
        help_en="The faculty or institute",
    )
    position = Column("ตำแหน่ง", "Position", Kind.TEXT, "position", max_length=200)
    province = Column(
        "จังหวัด",
        "Province",
        Kind.PLACE,
        "province",
        required=True,
        help_th="ชื่อหรือรหัส 2 หลัก เช่น เชียงใหม่",
        help_en="Its name or 2-digit code",
    )
    issues = Column(
        "ประเด็น",
        "Issue areas",
        Kind.TERMS,
        "issues",
        taxonomy=Taxonomy.ISSUE,
        required=True,
        also="ประเด็นวิจัย · ประเด็นที่ศึกษา · issues",
        help_th="ใส่ได้หลายค่า คั่นด้วย ; ชื่อหรือรหัส 2 หลัก เช่น 01; 04",
        help_en=SEVERAL_EN + "– names or 2-digit codes, such as 01; 04",
    )
    expertise = Column(
        "ความเชี่ยวชาญ",
        "Expertise",
        Kind.TERMS,
        "expertise",
        taxonomy=Taxonomy.EXPERTISE,
        also="ความถนัด",
        help_th="ใส่ได้หลายค่า คั่นด้วย ; ชื่อหรือรหัส เช่น E01; E04",
        help_en=SEVERAL_EN + "– names or codes, such as E01; E04",
    )
    works = Column(
        "ผลงาน",
        "Works",
        Kind.LONG_TEXT,
        "works_told",
        also="ผลงานวิจัย",
        help_th="บรรทัดละหนึ่งผลงาน: ชื่อ | ปี พ.ศ. | ลิงก์ เว้นปีและลิงก์ได้",
        help_en="One a line: title | year (B.E.) | link; year and link may be left out",
    )
    phone = Column(
        "โทรศัพท์",
        "Phone",
        Kind.PHONE,
        "phone",
        personal=True,
        max_length=60,
        also="เบอร์โทรศัพท์ · เบอร์โทร · โทร",
        help_th="ข้อมูลส่วนบุคคล",
        help_en="Personal data",
    )
    email = Column(
        "อีเมล",
        "E-mail",
        Kind.EMAIL,
        "email",
        personal=True,
        max_length=254,
        also="อีเมล์ · Email",
        help_th="ข้อมูลส่วนบุคคล",
        help_en="Personal data",
    )
    consented_on = Column(
        "วันที่ยินยอมให้เผยแพร่",
        "Consented on",
        Kind.DAY,
        "consented_on",
        also="วันที่ยินยอม · วันที่ให้ความยินยอม",
        help_th="วัน เดือน ปี พ.ศ. ถ้าไม่มี สาธารณะจะไม่เห็นรายการนี้",
        help_en="Day, month, year; without it the public does not see the entry",
    )
    withdrawn_on = Column("วันที่ถอนความยินยอม", "Withdrew consent on", Kind.DAY, "withdrawn_on", also="วันที่ถอน")


# What an export adds; an import skips it.
UPDATED = Column("แก้ไขล่าสุด", "Updated", Kind.MOMENT, sources=["updated_at"], also="updated_at")
UPDATED.key = "updated_at"
COLUMNS: dict[str, Column] = {**ResearcherResource.fields, UPDATED.key: UPDATED}
