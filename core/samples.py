"""What /ui/ shows: invented values, long enough to see where a component breaks."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import engines

from core.facets import Facet, Item
from core.forms import MessyNumberField, ThaiDateField

MESSAGE = "บันทึกข้อมูลองค์กรแล้ว"
LONG = "สมาคมส่งเสริมและพัฒนาเครือข่ายองค์กรสวัสดิการชุมชนเพื่อเด็ก เยาวชน สตรี และผู้สูงอายุจังหวัดพระนครศรีอยุธยา"
ISSUES = [
    ("01", "เด็กและเยาวชน"),
    ("02", "สตรีและความเสมอภาคระหว่างเพศ"),
    ("17", "ทรัพยากรธรรมชาติและสิ่งแวดล้อม"),
    ("99", "อื่น ๆ"),
]


_COMMENT = re.compile(r"{#(.*?)#}|{% comment %}(.*?){% endcomment %}", re.DOTALL)


def manual() -> list[tuple[str, str]]:
    """How to use each component and tag: the comment at the top of its file, or the first line of its docstring."""
    pages = []
    for path in sorted((Path(settings.BASE_DIR) / "templates" / "components").glob("*.html")):
        match = _COMMENT.match(path.read_text(encoding="utf-8"))
        pages.append((path.name, " ".join((match[1] or match[2]).split()) if match else ""))
    for library in engines["django"].engine.template_builtins:  # type: ignore[attr-defined] # not in the stubs
        if library.tags.get("badge"):
            for name, function in sorted({**library.filters, **library.tags}.items()):
                pages.append((name, " ".join((function.__doc__ or "").split())))
    return pages


class SampleForm(forms.Form):
    name = forms.CharField(label="ชื่อองค์กร", help_text="เขียนเต็มตามที่จดทะเบียน")
    abbreviation = forms.CharField(label="ชื่อย่อ", required=False)
    province = forms.ChoiceField(label="จังหวัด", choices=[("", "เลือกจังหวัด"), ("50", "เชียงใหม่"), ("90", "สงขลา")])
    founded = ThaiDateField(label="วันที่จดทะเบียน", help_text="เช่น 30 3 2564")
    members = MessyNumberField(label="จำนวนสมาชิก", required=False)
    issues = forms.MultipleChoiceField(
        label="ประเด็นที่ทำงาน", choices=ISSUES, widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-columns"})
    )
    level = forms.ChoiceField(label="ระดับ", choices=[("p", "จังหวัด"), ("t", "ตำบล")], widget=forms.RadioSelect)
    purpose = forms.CharField(label="วัตถุประสงค์", widget=forms.Textarea, required=False)
    evidence = forms.FileField(label="เอกสารแนบ", required=False, help_text="PDF หรือรูปภาพ ไม่เกิน 10 เมกะไบต์")
    public = forms.BooleanField(label="เปิดเผยข้อมูลนี้ต่อสาธารณะ", required=False)


def everything(request: HttpRequest) -> dict[str, Any]:
    wrong = SampleForm(
        {"founded_day": "31", "founded_month": "2", "founded_year": "2564", "members": "มาก", "abbreviation": "สสช."},
        auto_id="wrong_%s",
    )
    items = [
        Item(name, count, f"?issue={code}", code == "02")
        for (code, name), count in zip(ISSUES, (1234, 312, 45, 0), strict=True)
    ]
    return {
        "long": LONG,
        "day": date(2021, 3, 30),
        "moment": datetime(2021, 3, 30, 7, 5, tzinfo=UTC),
        "right_form": SampleForm(auto_id="right_%s"),
        "wrong_form": wrong,
        "page_obj": Paginator(range(7_800), 25).page(8),
        "chips": [("จังหวัด: เชียงใหม่", "?a=1"), ("ประเด็น: ทรัพยากรธรรมชาติและสิ่งแวดล้อม", "?a=2")],
        "facets": [Facet("issue", "ประเด็น", items, items), Facet("province", "จังหวัด", items)],
        "organisations": [
            {"name": LONG, "place": "พระนครศรีอยุธยา", "members": 12345, "kind": "good", "state": "ตรวจสอบแล้ว"},
            {"name": "มูลนิธิเด็กเชียงใหม่", "place": "เชียงใหม่", "members": 48, "kind": "warn", "state": "รอตรวจสอบ"},
            {"name": "กองทุนสวัสดิการชุมชนตำบลบ้านกลาง", "place": "ลำพูน", "members": None, "kind": "idle", "state": "ร่าง"},
        ],
        "facts": [
            ("รูปแบบองค์กร", "สมาคม"),
            ("เลขทะเบียน", "จ. 1234/2545"),
            ("เว็บไซต์", None),
            ("ที่ตั้ง", "เลขที่ 99/1 หมู่ที่ 4 ถนนโรจนะ ตำบลคลองสวนพลู อำเภอพระนครศรีอยุธยา จังหวัดพระนครศรีอยุธยา 13000"),
        ],
        "history": [
            {
                "at": datetime(2022, 5, 3, 3, 0, tzinfo=UTC),
                "who": "สมศรี ใจดี",
                "what": "แก้ไขที่อยู่",
                "reason": "องค์กรแจ้งย้ายที่ทำการ",
                "changes": [("อำเภอ", "เมืองเชียงใหม่", "หางดง"), ("โทรศัพท์", "", "053 123 456")],
            },
            {
                "at": datetime(2021, 3, 30, 7, 5, tzinfo=UTC),
                "who": "นำเข้าจากไฟล์",
                "what": "สร้างระเบียน",
                "reason": "",
                "changes": [],
            },
        ],
        "tasks": [
            {"label": "ชื่อและรูปแบบองค์กร", "url": "#", "hint": "", "state_kind": "good", "state_label": "เสร็จแล้ว"},
            {"label": "ที่ตั้งและการติดต่อ", "url": "#", "hint": "ยังขาดตำบล", "state_kind": "warn", "state_label": "ยังไม่ครบ"},
            {
                "label": "ตรวจและส่ง",
                "url": "",
                "hint": "ทำได้เมื่อกรอกครบทุกส่วน",
                "state_kind": "idle",
                "state_label": "ยังเริ่มไม่ได้",
            },
        ],
        "tabs": [
            {"label": "ข้อมูล", "url": "?", "current": True, "count": None},
            {"label": "ประวัติ", "url": "?tab=h", "current": False, "count": 12},
        ],
        "bars": [
            {"label": "เด็กและเยาวชน", "value": 1234, "url": "?issue=01", "target": 1500},
            {"label": "ทรัพยากรธรรมชาติและสิ่งแวดล้อม", "value": 312, "url": "?issue=17"},
            {"label": "ผู้สูงอายุ", "value": 0, "url": "?issue=04"},
            {"label": "คนพิการ", "value": None},
        ],
        "series": [12, 15, 14, None, 22, 30],
        "series_labels": ["2560", "2561", "2562", "2563", "2564", "2565"],
        "provinces": [
            {
                "code": str(code),
                "label": f"จังหวัด {code}",
                "value": (code * 37) % 211 or None,
                "url": f"?province={code}",
            }
            for code in range(10, 97)
        ],
    }
