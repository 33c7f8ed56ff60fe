"""The columns of agencies in spreadsheets: template, import, export and data dictionary share them."""

from __future__ import annotations

from import_export.resources import Resource

from organisations.columns import Column, Kind, keyed
from plans.choices import AgencyKind


@keyed
class AgencyResource(Resource):
    """One agency a row, known by its code."""

    code = Column(
        "รหัสหน่วยงาน",
        "Agency code",
        Kind.TEXT,
        "code",
        required=True,
        max_length=40,
        also="รหัส · code",
        help_th="อักษรละตินตัวเล็ก ตัวเลข และขีด เช่น office-1 รหัสที่มีอยู่แล้วหมายถึงแก้ไขหน่วยงานนั้น",
        help_en="Small Latin letters, digits and hyphens, such as office-1; a known code changes that agency",
    )
    name_th = Column(
        "ชื่อหน่วยงาน",
        "Name",
        Kind.TEXT,
        "name_th",
        required=True,
        max_length=200,
        also="ชื่อ · หน่วยงาน · Name in Thai",
    )
    name_en = Column(
        "ชื่อภาษาอังกฤษ", "Name in English", Kind.TEXT, "name_en", max_length=200, also="ชื่ออังกฤษ · English name"
    )
    abbreviation = Column("ชื่อย่อ", "Abbreviation", Kind.TEXT, "abbreviation", max_length=40, also="อักษรย่อ · ตัวย่อ")
    kind = Column(
        "ประเภทหน่วยงาน",
        "Kind",
        Kind.CHOICE,
        "kind",
        choices=AgencyKind,
        also="ประเภท",
        help_th="เลือกจากรายการ",
        help_en="One of the list",
    )
    parent = Column(
        "สังกัดหน่วยงาน",
        "Part of",
        Kind.FOUND,
        "parent__code",
        max_length=200,
        also="สังกัด · หน่วยงานต้นสังกัด · Parent",
        help_th="รหัส ชื่อย่อ หรือชื่อของหน่วยงานต้นสังกัด ซึ่งมีอยู่แล้วหรืออยู่แถวบน",
        help_en="Code, abbreviation or name of the agency above, which is known or stands in a row above",
    )


UPDATED = Column("แก้ไขล่าสุด", "Updated", Kind.MOMENT, sources=["updated_at"], also="updated_at")
UPDATED.key = "updated_at"
