"""load_plan: the whole plan, twice the same, later versions in place, and nothing that was reported is lost."""

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from pghistory.models import Events

from plans.actions import load_plan
from plans.models import Agency, Indicator, Node, Plan, PlanPeriod, Target
from plans.reading import DocumentError
from tests.factories.plans import DOCUMENTS, ProgressFactory
from tests.plans.test_checks import DOCUMENT

pytestmark = pytest.mark.django_db


def load(text: str = DOCUMENT) -> tuple[Plan, Any]:
    return load_plan(content=text.encode(), by=None)


def refused(text: str) -> list[str]:
    with pytest.raises(DocumentError) as error:
        load(text)
    return [problem.said_in("en") for problem in error.value.problems]


def test_cso_1_loads_complete(cso1):
    kinds = [(row.kind, row.number) for row in cso1.statements.all()]
    assert [number for kind, number in kinds if kind == "objective"] == ["1", "2", "3", "4"]
    assert [number for kind, number in kinds if kind == "goal"] == ["1", "2", "3", "4"]
    assert [row.code for row in cso1.indicators.all()] == ["G1", "G2", "G3", "G4", "G5"]
    whole = Plan.objects.with_tree().get(code="cso-1")
    assert [(node.number, len(node.branches)) for node in whole.tree] == [("1", 4), ("2", 4), ("3", 3), ("4", 4)]
    assert cso1.total_budget == Decimal(81_000_000)
    assert not cso1.nodes.exclude(budget=None).exists()
    assert [str(row) for row in cso1.periods.all()] == ["2564-H1", "2564-H2", "2565-H1", "2565-H2"]


def test_agencies_stand_in_the_order_printed_and_within_each_other(cso1):
    node = cso1.nodes.with_agencies().get(number="1.4")
    assert [part.printed for part in node.lead] == ["สช."]
    assert [part.agency.code for part in node.supporting] == ["thaihealth", "msdhs", "tsri", "moi", "moralcenter"]
    last = cso1.nodes.with_agencies().get(number="4.3")
    assert [part.printed for part in last.lead] == ["พม.", "สช.", "สสส.", "องค์กรปกครองส่วนท้องถิ่น"]
    assert last.supporting == []
    assert {row.code: row.parent.code for row in Agency.objects.exclude(parent=None)} == {
        "dsdw": "msdhs",
        "rd": "mof",
        "dla": "moi",
        "moralcenter": "moc",
    }
    assert [part.printed for part in cso1.lead] == ["พม. โดยกรมพัฒนาสังคมและสวัสดิการ"]
    assert len(cso1.joint) == 8


def test_a_window_opens_in_the_last_month_and_is_due_thirty_days_after(cso1):
    row = cso1.periods.get(period="2565-H1")
    assert (str(row.opens_on), str(row.due_on)) == ("2022-03-01", "2022-04-30")


def test_a_second_time_changes_nothing_and_writes_no_history(cso1):
    before = Events.objects.count()
    _plan, changes = load_plan(content=(DOCUMENTS / "cso-1.yaml").read_bytes(), by=None)
    assert (changes.created, changes.changed, changes.removed) == (0, 0, 0)
    assert changes.same > 100
    assert Events.objects.count() == before


def test_a_window_that_staff_moved_stays(cso1):
    PlanPeriod.objects.filter(period="2565-H1").update(due_on="2022-05-31")
    load_plan(content=(DOCUMENTS / "cso-1.yaml").read_bytes(), by=None)
    assert str(cso1.periods.get(period="2565-H1").due_on) == "2022-05-31"


def test_a_later_version_changes_rows_in_place():
    plan, _changes = load()
    before = {node.number: node.pk for node in plan.nodes.all()}
    later = DOCUMENT.replace("โครงการหนึ่ง", "โครงการหนึ่ง ปรับปรุง").replace("{value: 100,", "{value: 120,")
    plan, changes = load(later)
    assert {node.number: node.pk for node in plan.nodes.all()} == before
    assert plan.nodes.get(number="1.1").name_th == "โครงการหนึ่ง ปรับปรุง"
    assert Target.objects.get(period="2564-H1").value == 120
    assert (changes.created, changes.changed, changes.removed) == (0, 3, 0)  # the plan's document, the node, the target


def test_what_a_later_version_leaves_out_goes():
    load()
    later = DOCUMENT.replace('      - number: "1.2"\n        th: โครงการสอง\n        first_year: 2565\n', "")
    plan, _changes = load(later.replace("        supporting: [{agency: office}]\n", ""))
    assert [node.number for node in plan.nodes.all()] == ["1", "1.1", "2", "2.1"]
    assert plan.nodes.get(number="1.1").supporting == []


def test_a_project_that_moves_under_another_programme_keeps_its_number_and_reports(staff):
    plan, _changes = load()
    report = ProgressFactory(node=plan.nodes.get(number="2.1"), by=staff)
    later = DOCUMENT.replace('  - number: "2"\n    th: แผนงานสอง\n    children:\n', "")
    plan, _changes = load(later)
    assert plan.nodes.get(number="2.1").parent.number == "1"
    report.refresh_from_db()
    assert report.node.number == "2.1"


def test_what_was_reported_cannot_be_left_out(staff):
    plan, _changes = load()
    report = ProgressFactory(node=plan.nodes.get(number="2.1"), by=staff)
    later = DOCUMENT[: DOCUMENT.index('  - number: "2"\n    th: แผนงานสอง')]
    assert refused(later) == ["“2.1” cannot be left out: there are reports, values or proposals that belong to it."]
    report.refresh_from_db()
    assert Node.objects.filter(number="2").exists()


def test_the_calendar_stays_once_projects_have_reported(staff):
    plan, _changes = load()
    load(DOCUMENT.replace("calendar: fiscal", "calendar: calendar"))
    load()
    ProgressFactory(node=plan.nodes.get(number="2.1"), by=staff)
    expected = "“calendar” cannot change any more: projects have reported by it already."
    assert refused(DOCUMENT.replace("calendar: fiscal", "calendar: calendar")) == [expected]


def test_a_period_with_reports_stays_in_the_plan(staff):
    plan, _changes = load()
    ProgressFactory(node=plan.nodes.get(number="2.1"), period="2565-H1", by=staff)
    shorter = DOCUMENT.replace("last_year: 2565", "last_year: 2564").replace('period: "2565"', 'period: "2564"')
    shorter = shorter.replace("        first_year: 2565\n", "")
    assert refused(shorter) == ["2565-H1 cannot fall outside the plan: projects have reported for it."]
    longer, _changes = load(DOCUMENT.replace("last_year: 2565", "last_year: 2566"))
    assert longer.periods.count() == 6


def test_an_indicator_keeps_its_nature_once_it_has_values():
    from indicators.models import Value

    load()
    changed = DOCUMENT.replace("    unit_th: ตำบล", "    unit_th: อำเภอ")
    load(changed)
    load()
    Value.objects.create(indicator=Indicator.objects.get(code="A1"), period="2564-H1", number=5)
    expected = "The nature of A1 cannot change: it has values. Give the new indicator a code of its own."
    assert refused(changed) == [expected]


def test_targets_and_baselines_of_every_kind():
    words = DOCUMENT.replace("    kind: number", "    kind: milestone").replace("{value: 10,", "{value: false,")
    words = words.replace("{value: 100,", "{value: true,").replace("{value: 200,", "{value: false,")
    load(words)
    assert [target.value for target in Target.objects.filter(indicator__code="A1").order_by("period")] == [1, 0]
    told = DOCUMENT.replace("    kind: number", "    kind: narrative").replace("{value: 10,", "{value: ยังไม่มี,")
    told = told.replace("{value: 100,", "{value: มีร่าง,").replace("{value: 200,", "{value: ประกาศใช้,")
    load(told)
    assert [(t.value, t.note_th) for t in Target.objects.filter(indicator__code="A1").order_by("period")] == [
        (None, "มีร่าง"),
        (None, "ประกาศใช้"),
    ]
    assert Indicator.objects.get(code="A1").baseline_note == "ยังไม่มี"


def test_levels_go_to_any_depth_and_may_report_at_any():
    deep = DOCUMENT.replace(
        "  - {code: project, name_th: โครงการ, name_en: Project}",
        "  - {code: strategy, name_th: ยุทธศาสตร์, name_en: Strategy, reports_progress: true}\n"
        "  - {code: project, name_th: โครงการ, name_en: Project, reports_progress: false}\n"
        "  - {code: task, name_th: งาน, name_en: Task}",
    ).replace(
        "        th: โครงการสาม",
        "        th: โครงการสาม\n        children:\n"
        '          - number: "2.1.1"\n            th: งาน\n            level: task',
    )
    plan, _changes = load(deep)
    found = {node.number: (node.level.code, node.level.reports_progress) for node in plan.nodes.select_related("level")}
    assert found["2.1"] == ("strategy", True)
    assert found["2.1.1"] == ("task", True)


def test_only_those_who_edit_plans_load_one(staff, agency_officer):
    load_plan(content=DOCUMENT.encode(), by=staff)
    assert Plan.objects.get().created_by == staff
    with pytest.raises(PermissionDenied):
        load_plan(content=DOCUMENT.encode(), by=agency_officer)


def test_the_command_says_what_it_did(tmp_path):
    out = StringIO()
    call_command("load_plan", str(DOCUMENTS / "cso-1.yaml"), stdout=out)
    call_command("load_plan", str(DOCUMENTS / "cso-1.yaml"), stdout=out)
    first, second = out.getvalue().splitlines()
    assert first.startswith("cso-1: ใหม่ ")
    assert second.startswith("cso-1: ใหม่ 0 แก้ไข 0 ")


def test_the_command_names_line_and_reason_in_both_languages(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(DOCUMENT.replace("parent: home", "parent: nowhere"), encoding="utf-8")
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("load_plan", str(broken), str(tmp_path / "none.yaml"), stderr=errors)
    assert errors.getvalue().splitlines()[:2] == [
        f"{broken}:43: ไม่พบ “nowhere” ในรายการหน่วยงานของเอกสารนี้",
        "    line 43: “nowhere” is not among the agencies of this document.",
    ]
    assert not Plan.objects.exists()
