from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from core import formats
from thai.periods import Period


def rendered(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{{ it|thai_date }}", date(2021, 3, 30), "30 มีนาคม พ.ศ. 2564"),
        ("{{ it|thai_date }}", None, ""),
        ("{{ it|thai_date_short }}", date(2021, 3, 30), "30 มี.ค. 2564"),
        # 20:00 in Greenwich is the next day in Bangkok.
        ("{{ it|thai_date_short }}", datetime(2021, 3, 30, 20, 0, tzinfo=UTC), "31 มี.ค. 2564"),
        ("{{ it|thai_datetime }}", datetime(2021, 3, 30, 7, 5, tzinfo=UTC), "30 มี.ค. 2564 14:05 น."),
        ("{{ it|number }}", 1234567, "1,234,567"),
        ("{{ it|number }}", Decimal("1200.50"), "1,200.5"),
        ("{{ it|number }}", 0, "0"),
        ("{{ it|number }}", None, ""),
        ("{{ it|number }}", float("nan"), ""),
        ("{{ it|number }}", 10**30, f"{10**30:,}"),
        ("{{ it|number }}", "many", "many"),
        ("{{ it|baht }}", 1500, "1,500 บาท"),
        ("{{ it|baht }}", Decimal("1500.5"), "1,500.50 บาท"),
        ("{{ it|percent }}", 45.25, "45.3%"),
        ("{{ it|percent }}", None, ""),
        ("{{ it|period_label }}", "2565", "ปีงบประมาณ พ.ศ. 2565"),
        ("{{ it|period_label }}", Period(2565), "ปีงบประมาณ พ.ศ. 2565"),
        ("{{ it|period_label }}", "soon", "soon"),
        ("{{ it|or_dash }}", "", '<span class="missing">ไม่ระบุ</span>'),
        ("{{ it|or_dash }}", [], '<span class="missing">ไม่ระบุ</span>'),
        ("{{ it|or_dash }}", 0, "0"),
        ("{{ it|or_dash }}", "<b>", "&lt;b&gt;"),
    ],
)
def test_a_value_as_a_thai_reader_sees_it(template: str, value: object, text: str) -> None:
    with translation.override("th"):
        assert rendered(template, it=value) == text


def test_a_value_as_an_english_reader_sees_it() -> None:
    with translation.override("en"):
        assert formats.as_date(date(2021, 3, 30), style="full") == "30 March B.E. 2564"
        assert formats.as_datetime(datetime(2021, 3, 30, 7, 5, tzinfo=UTC)) == "30 Mar 2564, 14:05"
        assert formats.as_baht(1500) == "1,500 baht"


def test_the_name_in_the_language_of_the_page_or_else_the_other() -> None:
    both, thai_only = {"name_th": "เชียงใหม่", "name_en": "Chiang Mai"}, {"name_th": "กลุ่มรักษ์น้ำ", "name_en": ""}
    with translation.override("en"):
        assert rendered("{% localname a %}, {{ b|localname }}", a=both, b=thai_only) == "Chiang Mai, กลุ่มรักษ์น้ำ"
    with translation.override("th"):
        assert rendered("{{ a|localname }}", a=both) == "เชียงใหม่"
    assert formats.local_name(None) == ""
