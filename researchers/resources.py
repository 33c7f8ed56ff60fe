"""The columns of the researchers' files."""

from __future__ import annotations

from organisations.choices import Taxonomy
from organisations.columns import Column, Kind


def _personal(column: Column) -> Column:
    column.personal = True
    return column


COLUMNS: dict[str, Column] = {
    "title": Column("คำนำหน้า", "Title", Kind.TEXT, "title"),
    "name_th": Column("ชื่อ", "Name", Kind.TEXT, "name_th"),
    "name_en": Column("ชื่อภาษาอังกฤษ", "Name in English", Kind.TEXT, "name_en"),
    "affiliation": Column("สังกัด", "Affiliation", Kind.TEXT, "affiliation"),
    "position": Column("ตำแหน่ง", "Position", Kind.TEXT, "position"),
    "province": Column("จังหวัด", "Province", Kind.PLACE, "province"),
    "issues": Column("ประเด็น", "Issue areas", Kind.TERMS, "issues", taxonomy=Taxonomy.ISSUE),
    "expertise": Column("ความเชี่ยวชาญ", "Expertise", Kind.TERMS, "expertise", taxonomy=Taxonomy.EXPERTISE),
    "works": Column("ผลงาน", "Works", Kind.LONG_TEXT, sources=["works_told"]),
    "phone": _personal(Column("โทรศัพท์", "Phone", Kind.PHONE, "phone")),
    "email": _personal(Column("อีเมล", "E-mail", Kind.EMAIL, "email")),
    "consented_on": Column("วันที่ยินยอมให้เผยแพร่", "Consented on", Kind.DATE, sources=["consented_on"]),
    "withdrawn_on": Column("วันที่ถอนความยินยอม", "Withdrew consent on", Kind.DATE, sources=["withdrawn_on"]),
    "updated_at": Column("แก้ไขล่าสุด", "Updated", Kind.MOMENT, sources=["updated_at"]),
}
for _key, _column in COLUMNS.items():
    _column.key = _key
