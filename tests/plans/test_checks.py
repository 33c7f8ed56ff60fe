"""Broken plan documents: each is refused whole, with the line of the fault and a reason a person can act on."""

# ruff: noqa: E501 - a table of faults is read a line at a time

import pytest

from plans.actions import load_plan
from plans.models import Agency, Plan
from plans.reading import DocumentError

DOCUMENT = """\
format: 1
code: test-plan
name_th: แผนทดสอบ
name_en: Test plan
calendar: fiscal
first_year: 2564
last_year: 2565
approved_on: 2021-03-30
sources:
  - code: paper
    title_th: เอกสาร
budget:
  total_baht: 1000000
  source: paper
  lines:
    - {amount_baht: 400000, year: 2564, node: "1", province: "50"}
levels:
  - {code: programme, name_th: แผนงาน, name_en: Programme}
  - {code: project, name_th: โครงการ, name_en: Project}
goals:
  - {number: "1", th: เป้าหมาย}
  - {number: "2", th: เป้าหมายที่สอง}
indicators:
  - code: A1
    th: จำนวนตำบล
    kind: number
    unit_th: ตำบล
    unit_en: tambons
    goal: "1"
    baseline: {value: 10, period: "2563"}
    targets:
      - {value: 100, period: 2564-H1}
      - {value: 200, period: "2565"}
  - code: A2
    th: ร้อยละ
    kind: percentage
    numerator: {th: ส่วน}
    denominator: {th: ทั้งหมด}
    targets:
      - {value: 80, period: "2565"}
agencies:
  - {code: home, name_th: กระทรวง}
  - {code: office, name_th: กรม, parent: home}
responsible:
  lead:
    - {agency: office}
nodes:
  - number: "1"
    th: แผนงานหนึ่ง
    children:
      - number: "1.1"
        th: โครงการหนึ่ง
        lead: [{agency: home}]
        supporting: [{agency: office}]
        budget_baht: 250000.50
      - number: "1.2"
        th: โครงการสอง
        first_year: 2565
  - number: "2"
    th: แผนงานสอง
    children:
      - number: "2.1"
        th: โครงการสาม
"""

# What to replace, by what (§ marks the line that must be named; else the first line of it), and the reason given.
FAULTS = {
    "format of tomorrow": ("format: 1", "format: 2", "“format” must be 1, not “2”."),
    "no code": ("code: test-plan\n", "", "“code” is missing here. Add it."),
    "code with capitals": ("code: test-plan", "code: Test Plan", "“Test Plan” does not have the form of “code”."),
    "code of an address": ("code: test-plan", "code: agencies", "“agencies” is an address of its own. Give the plan another code."),
    "unknown name": ("calendar: fiscal", "calender: fiscal\ncalendar: fiscal", "“calender” is not known here. Check its spelling, or leave it out."),
    "unknown calendar": ("calendar: fiscal", "calendar: lunar", "“lunar” is not a value of “calendar”. Choose from: fiscal, calendar."),
    "year as text": ("first_year: 2564", "first_year: ๒๕๖๔", "“first_year” must be a whole number, not “๒๕๖๔”."),
    "year of the common era": ("first_year: 2564", "first_year: 2021", "“2021” is out of the range of “first_year”."),
    "years backwards": ("last_year: 2565", "last_year: 2563", "The last year, 2563, is before the first, 2564."),
    "no such day": ("2021-03-30", "2021-02-30", "“2021-02-30” is not a day. Write it as 2021-03-30."),
    "empty name": ("name_th: แผนทดสอบ", "name_th:", "“name_th” is empty. Fill it, or leave the line out."),
    "no levels": ("levels:\n  - {code: programme, name_th: แผนงาน, name_en: Programme}\n  - {code: project, name_th: โครงการ, name_en: Project}", "levels: []", "“levels” is empty. Fill it, or leave the line out."),
    "list that is none": ("nodes:\n  - number: \"1\"", "nodes:\n§  number: \"1\"", None),
    "level twice": ("{code: project,", "{code: programme,", "“programme” stands on line 18 already. Every one needs its own."),
    "unknown source of the budget": ("  source: paper", "  source: hearsay", "“hearsay” is not among the sources of this document."),
    "source twice": ("    title_th: เอกสาร", "    title_th: เอกสาร\n§  - {code: paper, title_th: อีกฉบับ}", "“paper” stands on line 10 already. Every one needs its own."),
    "budget below zero": ("total_baht: 1000000", "total_baht: -5", "“-5” is out of the range of “total_baht”."),
    "budget in words": ("total_baht: 1000000", "total_baht: 1 ล้าน", "“total_baht” must be a number, not “1 ล้าน”."),
    "budget beyond reason": ("total_baht: 1000000", "total_baht: 1.0e+30", "“1e+30” is not an amount of baht: digits, with at most two decimals."),
    "half a satang": ("budget_baht: 250000.50", "budget_baht: 250000.505", "“250000.505” is not an amount of baht: digits, with at most two decimals."),
    "budget line outside the plan": ("year: 2564,", "year: 2570,", "2570 is outside the plan, which runs from 2564 to 2565."),
    "budget line of no node": ('node: "1",', 'node: "9",', "“9” is not among the nodes of this document."),
    "budget line of no province": ('province: "50"', 'province: "99"', "“99” is not the code of a province."),
    "goal twice": ('- {number: "2", th: เป้าหมายที่สอง}', '- {number: "1", th: เป้าหมายที่สอง}', "“1” stands on line 21 already. Every one needs its own."),
    "number without quotes": ('{number: "2", th: เป้าหมายที่สอง}', "{number: 2, th: เป้าหมายที่สอง}", "“number” must be text, not “2”."),
    "unknown goal": ('    goal: "1"', '    goal: "7"', "“7” is not among the goals of this document."),
    "indicator twice": ("code: A2", "code: A1", "“A1” stands on line 24 already. Every one needs its own."),
    "unknown kind": ("kind: number", "kind: guess", "“guess” is not a value of “kind”. Choose from: computed, number, money, percentage, milestone, narrative."),
    "computed by nothing": ("kind: number", "kind: computed", None),
    "measure that is none": ("kind: number", "kind: computed\n    direction: up\n    cumulation: sum\n§    measure: head_count", "“head_count” is not a value of “measure”. Choose from: committee_seats, support_received, legal_measures, support_systems, networks."),
    "baseline in words": ("baseline: {value: 10,", "baseline: {value: มาก,", "“value” must be a number, not “มาก”."),
    "baseline that is no number": ("baseline: {value: 10,", "baseline: {value: .nan,", "“nan” is not a figure: digits, with at most two decimals."),
    "baseline without a value": ("baseline: {value: 10, period: \"2563\"}", "baseline: {period: \"2563\"}", "“value” is missing here. Add it."),
    "baseline after the plan": ('period: "2563"', 'period: "2570"', "The baseline's period, 2570, is after the plan."),
    "target outside the plan": ("period: 2564-H1", "period: 2566-H1", "2566-H1 is outside the plan, which runs from 2564 to 2565."),
    "target of no period": ("period: 2564-H1", "period: 2564-Q1", "“2564-Q1” does not have the form of “period”."),
    "target twice": ('      - {value: 200, period: "2565"}', '      - {value: 200, period: "2565"}\n§      - {value: 300}', "There is a target for this period and place already."),
    "more than all": ("{value: 80,", "{value: 180,", "“180” is not a percentage from 0 to 100."),
    "percentage of nothing": ("    denominator: {th: ทั้งหมด}\n", "", None),
    "agency twice": ("{code: office, name_th: กรม", "{code: home, name_th: กรม", None),
    "agency within nothing": ("parent: home", "parent: nowhere", "“nowhere” is not among the agencies of this document."),
    "agency within itself": ("parent: home", "parent: office", "“office” stands within itself."),
    "agencies in a circle": ("{code: home, name_th: กระทรวง}", "{code: home, name_th: กระทรวง, parent: office}", "“home” stands within itself."),
    "unknown lead agency": ("lead: [{agency: home}]", "lead: [{agency: abroad}]", "“abroad” is not among the agencies of this document."),
    "unknown responsible agency": ("    - {agency: office}", "    - {agency: abroad}", "“abroad” is not among the agencies of this document."),
    "agency named twice": ("lead: [{agency: home}]", "lead: [{agency: home}, {agency: home}]", "“home” is named twice in one list."),
    "agency without its name": ("{code: home, name_th: กระทรวง}", "{code: home}", "“name_th” is missing here. Add it."),
    "node twice": ('number: "1.2"', 'number: "1.1"', "“1.1” stands on line 51 already. Every one needs its own."),
    "wrong parent": ('number: "2.1"', 'number: "1.9"', "“1.9” belongs under “1”, not under “2”."),
    "node at the top that belongs below": ('  - number: "2"\n', '  - number: "1.5"\n', None),
    "unknown level": ("        th: โครงการสอง", "        level: stage\n        th: โครงการสอง", "“stage” is not among the levels of this document."),
    "level of its parent": ("        th: โครงการสอง", "        level: programme\n        th: โครงการสอง", "“1.2” must stand at a level below its parent's."),
    "deeper than the levels": ("        th: โครงการสาม", '        th: โครงการสาม\n        children:\n§          - {number: "2.1.1", th: ลึก}', "“2.1.1” is nested deeper than the 2 levels that the document names."),
    "project outside the plan": ("first_year: 2565", "first_year: 2570", None),
    "slash in an address": ('number: "2.1"', 'number: "2/1"', "“2/1” is part of an address: use a dot, not “/”."),
    "name too long to keep": ("name_th: กรม,", f"name_th: {'ก' * 201},", "“name_th” is longer than 200 characters."),
    "not YAML": ("levels:", "levels: [", None),
}  # fmt: skip


def mutated(name: str) -> tuple[bytes, int, str | None]:
    """The document with one fault, the line on which it stands, and the reason that must be given."""
    old, new, reason = FAULTS[name]
    assert DOCUMENT.count(old) >= 1, name
    text = DOCUMENT.replace(old, new if "§" in new else f"§{new}", 1)
    line = text[: text.index("§")].count("\n") + 1
    return text.replace("§", "").encode(), line, reason


@pytest.mark.django_db
def test_the_sound_document_loads():
    plan, _changes = load_plan(content=DOCUMENT.encode(), by=None)
    assert (plan.code, plan.nodes.count(), plan.indicators.count()) == ("test-plan", 5, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_whole_with_line_and_reason(name):
    content, line, reason = mutated(name)
    with pytest.raises(DocumentError) as refused:
        load_plan(content=content, by=None)
    found = [(problem.line, problem.said_in("en")) for problem in refused.value.problems]
    if reason is None:
        assert found
        assert all(said for _line, said in found)
    elif "is missing" in reason:
        # What is not there has no line: the part that lacks it is named.
        assert reason in [said for _line, said in found]
    else:
        assert (line, reason) in found
    assert [problem for problem in refused.value.problems if problem.said_in("th") == problem.said_in("en")] == []
    assert not Plan.objects.exists()
    assert not Agency.objects.exists()


@pytest.mark.django_db
def test_every_fault_is_told_at_once():
    text = DOCUMENT.replace("parent: home", "parent: nowhere").replace('number: "2.1"', 'number: "1.9"')
    with pytest.raises(DocumentError) as refused:
        load_plan(content=text.encode(), by=None)
    assert len(refused.value.problems) == 2
