"""codi-2563 and somswd-2564 say what their documents say, and nothing that they do not."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from pghistory.models import Events
from ruamel.yaml import YAML

from plans.models import Indicator, Node, Plan, Progress, Target
from tests.factories.plans import DOCUMENTS

DATA = Path(__file__).parent / "data"
CODES = ("codi-2563", "somswd-2564")
ALL = [str(DOCUMENTS / f"{code}.yaml") for code in ("codi-2563", "cso-1", "somswd-2564")]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def texts(part: Any, names: tuple[str, ...]) -> list[str]:
    """Every Thai text of a document that stands under one of these names, at any depth."""
    if isinstance(part, list):
        return [text for each in part for text in texts(each, names)]
    if not isinstance(part, dict):
        return []
    own = [value for name, value in part.items() if name in names and isinstance(value, str)]
    return own + [text for value in part.values() for text in texts(value, names)]


@pytest.fixture
def loaded(db):
    call_command("load_plan", *ALL)
    return {plan.code: plan for plan in Plan.objects.with_tree()}


@pytest.mark.parametrize("code", CODES)
def test_every_thai_text_is_printed_in_the_document(code):
    printed = bare((DATA / f"{code}.txt").read_text(encoding="utf-8"))
    data = YAML(typ="safe").load(DOCUMENTS / f"{code}.yaml")
    said = {name: data[name] for name in data if name not in {"notes", "levels", "agencies"}}
    found = [text for text in texts(said, ("th", "description_th")) if text != "คณะรัฐมนตรี"]
    assert len(found) > 30
    assert [text for text in found if bare(text) not in printed] == []
    assert ("approved_by" in data) == ("คณะรัฐมนตรี" in printed)


def test_codi_has_four_lines_of_work_and_the_three_figures(loaded):
    plan = loaded["codi-2563"]
    assert (plan.calendar, plan.first_year, plan.last_year) == ("fiscal", 2563, 2565)
    assert [(node.name_th, len(node.branches)) for node in plan.tree] == [
        ("สภาองค์กรชุมชน", 4),
        ("เศรษฐกิจฐานราก", 7),
        ("สวัสดิการชุมชน", 5),
        ("การพัฒนาที่อยู่อาศัย", 10),
    ]
    assert {node.level.name_th for root in plan.tree[:1] for node in root.branches} == {"ยุทธศาสตร์"}
    targets = Target.objects.filter(indicator__plan=plan).order_by("value")
    assert [(row.value, row.period, row.indicator.unit_th) for row in targets] == [
        (100, "2563", "ตำบล"),
        (3500, "2565", "ตำบล"),
        (6000, "2565", "กองทุน"),
    ]


def test_somswd_has_calendar_years_goals_outputs_outcomes_and_mechanisms(loaded):
    plan = loaded["somswd-2564"]
    assert (plan.calendar, plan.first_year, plan.last_year, str(plan.approved_on)) == (
        "calendar",
        2564,
        2568,
        "2022-02-22",
    )
    numbers: dict[str, list[str]] = {}
    for row in plan.statements.all():
        numbers.setdefault(row.kind, []).append(row.number)
    assert numbers == {
        "vision": ["1"],
        "goal": ["2.1", "2.2", "2.3", "2.4"],
        "output": ["3.1.1", "3.1.2", "3.1.3", "3.1.4"],
        "outcome": ["3.2.1", "3.2.2", "3.2.3", "3.2.4"],
        "mechanism": ["4.1", "4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.2", "4.2.1", "4.2.2", "4.3", "4.3.1", "4.3.2"],
    }
    assert plan.statements.get(number="4.1.2").parent.number == "4.1"
    assert [row.code for row in plan.indicators.all()] == ["S1", "S2", "S3", "S4"]
    assert [str(row) for row in plan.periods.all()] == ["2564", "2565", "2566", "2567", "2568"]
    assert str(plan.periods.first().due_on) == "2022-01-30"


def test_what_the_documents_do_not_say_stays_empty(loaded):
    plans = [loaded[code] for code in CODES]
    assert [plan.total_budget for plan in plans] == [None, None]
    assert loaded["codi-2563"].approved_on is None
    nodes = Node.objects.filter(plan__in=plans)
    assert not nodes.exclude(budget=None).exists()
    assert not nodes.exclude(agencies=None).exists()
    indicators = Indicator.objects.filter(plan__in=plans)
    assert not indicators.exclude(baseline=None).exists()
    assert not Target.objects.filter(indicator__plan=loaded["somswd-2564"]).exists()
    assert not Progress.objects.exists()


def test_all_three_a_second_time_change_nothing_also_where_the_forum_names_the_same_agencies(loaded):
    call_command("load_forum", *map(str, sorted((DOCUMENTS.parents[1] / "forum" / "documents").glob("*.yaml"))))
    before = Events.objects.count()
    call_command("load_plan", *ALL)
    assert Events.objects.count() == before


@pytest.mark.parametrize("code", CODES)
def test_the_page_says_not_stated(client, loaded, code):
    page = client.get(reverse("plans:plan", args=[code])).content.decode()
    assert page.count("ไม่ระบุ") >= 3
    assert "0 บาท" not in page


def test_a_work_without_a_lead_agency_says_so(client, loaded):
    page = client.get(reverse("plans:node", args=["codi-2563", "1.1"])).content.decode()
    assert page.count("ไม่ระบุ") == 3  # lead agency, supporting agency, budget
