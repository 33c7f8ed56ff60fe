"""The chair's brief: two pages whatever there is to tell, the same figures, the same bytes."""

import io
import re
import zipfile
from datetime import date

import docx
import pypdfium2
import pytest
from lxml import etree

from plans.models import Node, Progress
from reports import snapshot
from reports.builders.layout import lay_out
from reports.building import make
from reports.content import document
from reports.content.brief import brief
from reports.scope import scope_of
from tests.factories.reports import half_year


@pytest.fixture
def frozen(kept):
    return kept


def pages(content):
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def test_it_is_two_pages_sealed_as_the_report_is(frozen, made):
    digest = snapshot.digest_of(frozen)
    content = made("brief")
    found = pages(content)
    assert len(found) == 2
    assert all(digest[:12] in page for page in found)
    text = re.sub(r"\s", "", "".join(found))
    laid = lay_out(brief(frozen, digest))
    for chapter in laid["chapters"]:
        assert re.sub(r"\s", "", chapter["title"]) in text
        for block in chapter["blocks"]:
            for row in block.get("rows", []):
                for cell in row["cells"]:
                    assert re.sub(r"\s", "", cell["text"]) in text


def test_it_stays_two_pages_where_there_is_much_to_tell(rows, staff):
    plan = half_year().plan
    for node in Node.objects.reporting().filter(plan=plan):
        Progress.objects.update_or_create(
            node=node, period="2565-H1", corrects=None, defaults={"status": "delayed", "percent": 1}
        )
    long = "สรุปที่ยาวมาก " * 60
    frozen = snapshot.take(half_year(), summary="\n".join([long] * 3))
    assert len(pages(make(frozen, snapshot.digest_of(frozen), "brief"))) == 2


@pytest.mark.parametrize(
    ("kind", "period", "province"),
    [("mid-plan", "2564", None), ("end-of-plan", "2565", None), ("provincial", "2565", "50"), ("forum", "2565", None)],
)
def test_every_kind_of_report_has_one(rows, kind, period, province):
    frozen = snapshot.take(scope_of(kind, "cso-1", period, province))
    made = brief(frozen, "0" * 64, language="en")
    assert made.chapters[0].code == "summary"
    assert made.title.startswith("Brief: ")


def test_that_of_a_forum_says_how_each_proposal_stands(rows):
    frozen = snapshot.take(scope_of("forum", "cso-1", "2565"))
    made = brief(frozen, "0" * 64, language="en")
    (table,) = next(chapter for chapter in made.chapters if chapter.code == "forum").blocks
    assert [[cell.value or cell.missing for cell in row.cells] for row in table.rows] == [
        ["1", "In progress", date(2022, 9, 1), "เสนอคณะกรรมการแล้ว"],
        ["2", "No report yet", "", "–"],
    ]
    half_year_brief = brief(snapshot.take(half_year()), "0" * 64)
    assert "forum" not in [chapter.code for chapter in half_year_brief.chapters]


def test_it_tells_nothing_of_sections_that_were_left_out(rows):
    frozen = snapshot.take(half_year(), left_out=["progress", "money", "registry"])
    made = brief(frozen, "0" * 64, language="en")
    assert {chapter.code for chapter in made.chapters} <= {chapter.code for chapter in document(frozen, "").chapters}
    assert "progress" not in [chapter.code for chapter in made.chapters]


def test_word_draws_charts_and_maps_as_vectors_and_every_part_is_well_formed(frozen, made):
    digest = snapshot.digest_of(frozen)
    content = made("docx")
    blocks = [block for chapter in lay_out(document(frozen, digest))["chapters"] for block in chapter["blocks"]]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
        charts = sorted(name for name in names if name.startswith("word/charts/chart"))
        types = archive.read("[Content_Types].xml").decode()
        labels = "".join(archive.read(name).decode() for name in charts)
    bars = [block for block in blocks if block["type"] == "bars"]
    assert len(charts) == len(bars)
    assert all(f"/{name}" in types for name in charts)
    assert all(bar["shown"] in labels for block in bars for bar in block["bars"])
    body = docx.Document(io.BytesIO(content)).element.xml
    assert body.count("<wpg:wgp") == len([block for block in blocks if block["type"] == "map"])
    numbers = re.findall(r'<wp:docPr id="(\d+)"', body)
    assert len(numbers) == len(set(numbers))
