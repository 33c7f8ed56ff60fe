"""python -m tests.browser.prepare N: what `make run` loads, a demo registry of N organisations, and what pages need."""

import sys

import django
from django.core.management import call_command

from csoregistry import embedded

# One group written twice, for the pages of duplicates and merges.
TWINS = ("กลุ่มออมทรัพย์บ้านทุ่งนาใหม่", "กลุ่ม ออมทรัพย์ บ้านทุ่งนาใหม")


def make_twins() -> None:
    """Two drafts of one group, and the pair that a worker would find within a minute."""
    from accounts.models import User
    from organisations import actions
    from organisations.duplicates import scanning

    staff = User.objects.get(username="staff")
    for name in TWINS:
        values = {"name_th": name, "legal_form": "savings-group", "province_id": "95", "issues": ["01"]}
        actions.create(values=values, by=staff)
    scanning.catch_up()


# Names of files, by which the sweep of pages finds them in the list of imports.
STRANGE, ALIKE, WRITTEN, SMALL = "หัวตารางไม่ตรง.csv", "มีรายการซ้ำ.csv", "นำเข้าแล้ว.csv", "นักวิจัยใหม่.csv"


def make_imports() -> None:
    """A file with headings of its own, one that needs decisions, and two that were written."""
    from accounts.models import User
    from imports.books import BOOKS
    from organisations.models import Organisation

    admin = User.objects.get(username="admin")
    held = Organisation.objects.exclude(subdistrict=None).select_related("province", "district").order_by("pk")[:4]
    head = ["รหัสทะเบียน", "ชื่อองค์กร", "รูปแบบองค์กร", "ตำบล", "อำเภอ", "จังหวัด", "ประเด็น", "โทรศัพท์", "วันที่จดทะเบียน"]

    def row(one: Organisation, **cells: str) -> list[str]:
        places = [one.subdistrict_id or "", one.district_id or "", one.province_id]
        own = [cells.get("code", ""), cells.get("name", one.name_th), one.legal_form, *places, "01"]
        return [*own, cells.get("phone", ""), cells.get("day", "")]

    new = [row(held[0], name=f"มูลนิธินำเข้าเพื่อทดลองหน้าจอที่ {number}") for number in range(3)]
    alike = [
        row(one, name=f"{one.name_th[:-1]}{'์' if number % 2 else 'ๆ'}", phone="02 123 4567")
        for number, one in enumerate(held)
    ]
    changed = row(held[1], code=held[1].code, phone="053 999 888", day="30 มี.ค. 2545")
    wrong = row(held[2], name="องค์กรที่กรอกผิดหลายช่อง", phone="ไม่มี", day="31/2/2564")
    _uploaded(STRANGE, [["ชื่อองค์กร", "แบบ", "ที่ตั้งอยู่ จว.", "งานที่ทำ", "ผู้บันทึก"], ["กลุ่มก", "มูลนิธิ", "น่าน", "01", "-"]], admin)
    _uploaded(ALIKE, [head, *alike, changed, wrong, new[2]], admin)
    _uploaded(WRITTEN, [head, changed, *new[:2]], admin, commit=True)
    later = Organisation.objects.get(name_th=new[0][1])
    later.note = "แก้ไขภายหลัง"
    later.save()
    fields, example = BOOKS["researchers"].by_key, BOOKS["researchers"].example
    table = [[fields[key].heading for key in example], list(example.values())]
    _uploaded(SMALL, table, admin, book="researchers", commit=True)


def _uploaded(
    name: str, table: list[list[str]], admin: object, *, book: str = "organisations", commit: bool = False
) -> None:
    import csv
    import io

    from django.core.files.base import ContentFile

    from imports import actions
    from imports.models import Duplicates
    from imports.tasks import run_import

    text = io.StringIO()
    csv.writer(text).writerows(table)
    file = ContentFile(text.getvalue().encode("utf-8-sig"))
    imported = actions.start(file=file, name=name, book=book, by=admin, ring=False)
    run_import(str(imported.pk))
    if commit:
        actions.commit(imported=imported, leave_out_errors=True, duplicates=Duplicates.NEW, by=admin, ring=False)
        run_import(str(imported.pk))


def make_looks() -> None:
    """Somebody looked at a record's people, and took a list with people along: for the register of looks."""
    from accounts.models import User
    from organisations import looks
    from organisations.models import Organisation

    staff = User.objects.get(username="staff")
    record = Organisation.objects.published().order_by("pk")[0]
    looks.log_view(staff, record.code, 2)
    looks.log_view(staff, "", 25, query="/organisations/?province=50")
    looks.log_rows(looks.log_export(staff, "/organisations/export.csv?province=50", ["head"]), 12)


if __name__ == "__main__":
    embedded.join()
    django.setup()
    from csoregistry import setup  # it reads the settings

    setup.prepare(say=lambda text: None, demo=False)
    call_command("demo", organisations=int(sys.argv[1]), yes=True, verbosity=0)
    make_twins()
    make_imports()
    make_looks()
