"""forum-2565 says what the forum's published summary says, letter for letter."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from thai.digits import to_thai

ROOT = Path(__file__).resolve().parents[2]
FORUM: dict[str, Any] = YAML(typ="safe").load(ROOT / "forum" / "documents" / "forum-2565.yaml")
KEPT = Path(__file__).parent / "data" / "forum-2565.txt"
WHOLE = ROOT.parent / "shared" / "sources" / "csos-forum-2565-proposals.txt"


@pytest.fixture(params=[KEPT] + [WHOLE] * WHOLE.exists(), ids=lambda path: path.parent.name)
def printed(request) -> str:
    return request.param.read_text(encoding="utf-8")


def test_the_eight_proposals(printed: str):
    lines = re.findall(r"^([๑-๙]+)\. (.+?)\s*$", printed, re.MULTILINE)
    assert [(to_thai(str(proposal["number"])), proposal["th"]) for proposal in FORUM["proposals"]] == lines
    assert [proposal["number"] for proposal in FORUM["proposals"]] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_name_theme_and_basis(printed: str):
    assert printed.strip().splitlines()[0] == f"{FORUM['name_th']} “{FORUM['theme_th']}”"
    assert to_thai(str(FORUM["year"])) in FORUM["name_th"]
    for part in ("basis_th", "purpose_th", "summary_th", "held_th"):
        assert printed.count(FORUM[part]) == 1, part
    assert "ข้อ ๙ (๕)" in FORUM["basis_th"]


def test_participants_and_organisers(printed: str):
    assert f"มีผู้เข้าร่วมทั้งสิ้นรวม {to_thai(str(FORUM['participants']))} คน" in printed
    first, second, third = (part["printed"] for part in FORUM["co_organisers"])
    assert f"ร่วมกับ{first} {second} และ{third}" in printed
    (organiser,) = (part["printed"] for part in FORUM["organisers"])
    assert f"\n{organiser} ได้จัดการประชุมเชิงปฏิบัติการ CSOs Forum" in printed


def test_only_the_agency_that_the_document_names_is_responsible(printed: str):
    named = {proposal["number"]: proposal["agencies"] for proposal in FORUM["proposals"] if "agencies" in proposal}
    assert {number: [part["agency"] for part in parts] for number, parts in named.items()} == {8: ["cso-committee"]}
    assert f"ให้{named[8][0]['printed']} ทำหน้าที่ติดตามและรายงาน" in printed


def test_every_agency_is_known_here_or_in_the_plan():
    plan = YAML(typ="safe").load(ROOT / "plans" / "documents" / f"{FORUM['plan']}.yaml")
    known = {agency["code"] for agency in [*FORUM["agencies"], *plan["agencies"]]}
    parts = [*FORUM["organisers"], *FORUM["co_organisers"], *FORUM["proposals"][7]["agencies"]]
    assert {part["agency"] for part in parts} <= known


def test_every_proposal_has_an_english_text():
    assert [proposal["number"] for proposal in FORUM["proposals"] if not proposal["en"]] == []
