"""cso-1 says what the cabinet said: every text, agency, order and sum is held against the cabinet's document.

The document is read here a second time, by other means than the transcription: the only liberty granted to
cso-1.yaml is to leave out spaces. `data/` keeps the passages used; where the whole documents stand beside the
checkout (`../shared/sources`), they are read as well.
"""

import datetime
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "plans" / "documents"
DATA = Path(__file__).parent / "data"
WHOLE = ROOT.parent / "shared" / "sources" / "cabinet-2564-action-plan-phase-1.txt"
SOURCES = [DATA / "cabinet-2564.txt"] + [WHOLE] * WHOLE.exists()

PLAN: dict[str, Any] = YAML(typ="safe").load(DOCUMENTS / "cso-1.yaml")
PROJECTS = [project for programme in PLAN["nodes"] for project in programme["children"]]


def same(ours: str, printed: str) -> bool:
    """Is ours the printed text with nothing changed but spaces left out?"""
    return re.fullmatch(" *".join(map(re.escape, ours)) + " *", printed) is not None


def test_the_comparison_grants_spaces_and_nothing_else():
    assert same("องค์กรภาค ก", "องค์กร ภาค ก ")
    assert not same("องค์กร ภาค", "องค์กรภาค")
    assert not same("องค์กร", "องค์กรภาค")
    assert not same("องค์กรภาค", "องค์กร")
    assert not same("องค์กา", "องค์กร")


@pytest.fixture(params=SOURCES, ids=lambda path: path.parent.name)
def printed(request) -> str:
    return request.param.read_text(encoding="utf-8")


def chapter(printed: str, heading: str, following: str) -> list[str]:
    """Return the numbered texts between two headings, each of which stands on a line of its own."""
    body = printed.split(f"\n{heading}\n")[1].split(f"\n{following}\n")[0]
    return re.findall(r"^\d\) (.+)$", body, re.MULTILINE)


def assert_texts(ours: list[str], printed: list[str]) -> None:
    assert len(ours) == len(printed)
    for text, line in zip(ours, printed, strict=True):
        assert same(text, line), f"{text}\n{line}"


def test_the_shared_schema_accepts_the_document():
    schema = json.loads((DOCUMENTS / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    # A date of YAML is the same ISO text in the schema, which knows JSON's types alone.
    plain = json.loads(json.dumps(PLAN, default=datetime.date.isoformat))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(plain)] == []


def test_the_passages_kept_here_are_the_documents_own():
    for path in SOURCES:
        lines = path.read_text(encoding="utf-8").splitlines()
        places = [lines.index(line) for line in SOURCES[0].read_text(encoding="utf-8").splitlines() if line]
        assert all(earlier < later for earlier, later in pairwise(places))


def test_name_period_and_approval(printed: str):
    assert printed.splitlines()[0] == f"(ร่าง) {PLAN['name_th']}"
    assert (PLAN["calendar"], PLAN["first_year"], PLAN["last_year"]) == ("fiscal", 2564, 2565)
    assert (PLAN["approved_on"], PLAN["approved_by"]["th"]) == (datetime.date(2021, 3, 30), "คณะรัฐมนตรี")
    assert printed.split("ที่มา: ")[1].splitlines()[0].endswith("วันที่ 30 มีนาคม 2564")


def test_objectives_goals_and_indicators(printed: str):
    assert [len(PLAN[part]) for part in ("objectives", "goals", "indicators")] == [4, 4, 5]
    chapters = [
        ("objectives", "วัตถุประสงค์", "เป้าหมาย"),
        ("goals", "เป้าหมาย", "ตัวชี้วัดตามเป้าหมาย"),
        ("indicators", "ตัวชี้วัดตามเป้าหมาย", "หน่วยงานรับผิดชอบ"),
    ]
    for part, heading, following in chapters:
        assert_texts([item["th"] for item in PLAN[part]], chapter(printed, heading, following))
    assert [item["number"] for item in PLAN["objectives"]] == ["1", "2", "3", "4"]
    assert [item["number"] for item in PLAN["goals"]] == ["1", "2", "3", "4"]


def test_indicators_are_computed_from_the_five_kinds_of_record():
    assert [(item["code"], item["kind"], item["measure"]) for item in PLAN["indicators"]] == [
        ("G1", "computed", "committee_seats"),
        ("G2", "computed", "support_received"),
        ("G3", "computed", "legal_measures"),
        ("G4", "computed", "support_systems"),
        ("G5", "computed", "networks"),
    ]


def test_the_agencies_responsible_for_the_plan(printed: str):
    lead = " ".join(part["printed"] for part in PLAN["responsible"]["lead"])
    assert f"\nหน่วยงานรับผิดชอบหลัก : {lead}\n" in printed
    *others, last = (part["printed"] for part in PLAN["responsible"]["joint"])
    assert f"\nหน่วยงานร่วม : {' '.join(others)} และ{last}\n" in printed


def test_programmes_and_their_projects(printed: str):
    programmes = re.split(r"^แผนงานที่ (\d) (.+)$", printed, flags=re.MULTILINE)
    assert [node["number"] for node in PLAN["nodes"]] == programmes[1::3] == ["1", "2", "3", "4"]
    assert_texts([node["th"] for node in PLAN["nodes"]], programmes[2::3])
    assert [len(node["children"]) for node in PLAN["nodes"]] == [4, 4, 3, 4]
    for node, body in zip(PLAN["nodes"], programmes[3::3], strict=True):
        lines = re.findall(r"^(\d)\) (.+)$", body, re.MULTILINE)
        assert [project["number"] for project in node["children"]] == [f"{node['number']}.{n}" for n, _ in lines]
        names, agencies = zip(*(re.split(r"(?=[(\[]หน่วยงานหลัก)", line) for _, line in lines), strict=True)
        assert_texts([project["th"] for project in node["children"]], list(names))
        assert [print_agencies(project) for project in node["children"]] == list(agencies)


def print_agencies(project: dict[str, Any]) -> str:
    """Print a project's agencies as the cabinet does, within the brackets that they ask for; here spaces count."""
    lead = " ".join(part["printed"] for part in project["lead"])
    supporting = " ".join(part["printed"] for part in project["supporting"]) or "- "
    opening, closing = "[]" if "(" in lead + supporting else "()"
    return f"{opening}หน่วยงานหลัก : {lead} หน่วยงานรอง : {supporting}{closing}"


def test_every_agency_printed_is_the_one_meant():
    agencies = {agency["code"]: agency for agency in PLAN["agencies"]}
    assert len(agencies) == len(PLAN["agencies"])
    parts = [part for project in PROJECTS for part in (*project["lead"], *project["supporting"])]
    for part in [*parts, *PLAN["responsible"]["lead"], *PLAN["responsible"]["joint"]]:
        agency = agencies[part["agency"]]
        names = {agency["name_th"], agency.get("abbreviation", agency["name_th"])}
        assert any(name in part["printed"] for name in names), part
    meant = {(part["printed"], part["agency"]) for part in parts}
    assert len({printed for printed, _ in meant}) == len(meant)


def test_agencies_within_agencies():
    nested = {agency["code"]: agency["parent"] for agency in PLAN["agencies"] if "parent" in agency}
    assert nested == {"dsdw": "msdhs", "rd": "mof", "dla": "moi", "moralcenter": "moc"}


def test_project_4_3_has_four_lead_agencies_and_no_supporting_one():
    project = PROJECTS[-2]
    assert project["number"] == "4.3"
    assert [part["printed"] for part in project["lead"]] == ["พม.", "สช.", "สสส.", "องค์กรปกครองส่วนท้องถิ่น"]
    assert project["supporting"] == []


def test_chapters_of_text(printed: str):
    letters = printed.replace(" ", "").replace("\n", "")
    missing = [part["heading_th"] for part in PLAN["sections"] if part["th"].replace(" ", "") not in letters]
    assert missing == []


def test_the_budget_is_the_spokespersons_81_million_and_is_not_split():
    statement = (DATA / "spokesperson-2564.txt").read_text(encoding="utf-8")
    assert statement == "โดยการขับเคลื่อนจะดำเนินการภายใต้ 4 แผนงาน ด้วยงบประมาณ รวม 81 ล้านบาท ดังนี้\n"
    assert PLAN["budget"] == {"total_baht": 81_000_000, "source": "spokesperson"}
    assert [node for node in [*PLAN["nodes"], *PROJECTS] if "budget_baht" in node] == []
    whole = WHOLE.with_name("cabinet-2564-spokesperson-budget.txt")
    assert not whole.exists() or statement in whole.read_text(encoding="utf-8")


def test_everything_has_an_english_text():
    texts = [*PLAN["objectives"], *PLAN["goals"], *PLAN["indicators"], *PLAN["nodes"], *PROJECTS, *PLAN["sections"]]
    assert [text for text in texts if not text.get("en")] == []
    assert [agency for agency in PLAN["agencies"] if not agency.get("name_en")] == []
