"""A figure's link opens exactly the records that were counted, as they were, whatever became of them since."""

from decimal import Decimal

import pytest
from django.utils import timezone

from indicators.models import CommitteeSeat, SupportReceived
from organisations.models import Organisation
from plans.models import Agency, Node, SupportingPart
from reports import snapshot
from reports.builders.layout import lay_out
from reports.content import document
from reports.content.blocks import As, Table
from reports.content.brief import brief
from reports.frozen.finding import NoFigureError, find
from reports.models import Report
from reports.scope import scope_of
from tests.factories.indicators import SupportFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.reports import finished_report, half_year, written_year

BASE = "/reports/s/"


@pytest.fixture
def report(rows, staff):
    written_year("50", state="accepted", by=staff)
    node = Node.objects.get(plan=half_year().plan, number="1.1")
    agency = Agency.objects.order_by("pk").first()
    SupportingPart.objects.create(node=node, period="2565-H1", agency=agency, progress="ร่วมจัดเวที")
    finished_report(edition=1, standing="superseded")
    finished_report(edition=1)
    return finished_report(edition=2, standing="draft")


def addresses(report, make=document):
    """Address and text of every figure that leads somewhere, in the order of the report."""
    laid = lay_out(make(report.snapshot, report.digest, language="en"))
    found = {}
    for chapter in laid["chapters"]:
        for block in chapter["blocks"]:
            cells = [cell for row in block.get("rows", []) for cell in row.get("cells", row.get("pieces"))]
            for cell in (*cells, *block.get("figures", []), *block.get("pieces", [])):
                if cell["url"]:
                    found.setdefault(cell["url"], cell.get("text") or cell.get("value"))
    return found


def address(report, url):
    start = f"{BASE}{report.digest[:12]}/f/"
    assert url.startswith(start), url
    return url.removeprefix(start).removesuffix("/")


def test_every_link_of_the_report_and_of_the_brief_finds_its_records(report):
    found = {**addresses(report), **addresses(report, brief)}
    assert len(found) > 300
    kinds = {address(report, url).partition(",")[0] for url in found}
    assert kinds == {"k", "o", "p", "s", "m", "d", "t", "w", "v", "c", "a"}
    for url, text in found.items():
        rows = find(report, address(report, url)).rows
        kind = address(report, url).partition(",")[0]
        # Where the figure counts its records, it is their number.
        if kind in {"o", "s", "c", "a", "w"}:
            assert f"{len(rows):,}" == text, url
        if kind == "p":
            assert len(rows) == 1, url


# What is no count of records: what the plan wants, what was not sent, and what is worked out of other figures.
WANTED = {"Target", "Budget", "Expected", "Reports expected", "Not received", "Not reported"}
WORKED_OUT = {"Change", "Difference", "Share", "Of the target", "Reached", "Place among 77 provinces"}


@pytest.mark.parametrize(
    "scope",
    [
        ("half-year", "cso-1", "2565-H1"),
        ("mid-plan", "cso-1", "2564"),
        ("end-of-plan", "cso-1", "2565"),
        ("provincial", "cso-1", "2565", "50"),
        ("forum", "cso-1", "2565"),
    ],
)
def test_every_figure_in_a_table_leads_to_its_records(rows, scope):
    frozen = snapshot.take(scope_of(*scope))
    without = set()
    tables = 0
    for make in (document, brief):
        for chapter in make(frozen, "0" * 64, language="en").chapters:
            for table in (block for block in chapter.blocks if isinstance(block, Table)):
                tables += 1
                for row in table.rows:
                    for cell, column in zip(row.cells[1:], table.columns[1:], strict=True):
                        if cell.value and column.kind not in (As.TEXT, As.DATE) and not cell.url:
                            without.add((column.title, row.cells[0].value))
    assert tables
    assert {what for what in without if what[0] not in WANTED | WORKED_OUT} <= {("Baht", "Budget of the plan")}


def test_figures_of_the_region_and_the_nation_lead_to_theirs(rows):
    scope = scope_of("provincial", "cso-1", "2565", "50")
    SupportFactory(received_on=scope.period.first_day, province_id="57", amount=Decimal("900.50"))
    report = finished_report(scope=scope)
    first, last = scope.period.first_day, scope.period.last_day
    received = SupportReceived.objects.filter(received_on__range=(first, last)).order_by("pk")
    north = received.filter(province__region=scope.province.region_id)
    assert 0 < north.count() < received.count()
    ids = {
        "": list(received.values_list("pk", flat=True)),
        f",region,{scope.province.region_id}": list(north.values_list("pk", flat=True)),
    }
    url = {cut: f"{BASE}{report.digest[:12]}/f/k,G2,2565{cut}/" for cut in ids}
    told = addresses(report)
    for cut, wanted in ids.items():
        assert told[url[cut]] == f"{sum(received.filter(pk__in=wanted).values_list('amount', flat=True)):,}"
        assert [row[0] for row in find(report, address(report, url[cut])).rows] == wanted
    SupportReceived.objects.update(province_id="96")
    assert {cut: [row[0] for row in find(report, f"k,G2,2565{cut}").rows] for cut in ids} == ids
    with pytest.raises(NoFigureError):
        find(report, "k,G2,2564")


def test_that_a_report_was_sent_is_shown_but_not_what_it_says_before_it_is_accepted(client_of, committee, rows):
    report = finished_report()
    page = client_of(committee).get(f"{BASE}{report.digest[:12]}/f/d,2565-H1,1.3,,/")
    (line,) = page.context["table"].rows
    assert line.record.percent == 99
    assert [cell.links[0].text for cell in line.cells] == ["2565-H1", "ส่งแล้ว รอตรวจ", "20 เม.ย. 2565"]


def test_one_of_each_kind_is_a_page(client_of, staff, committee, report):
    one = {}
    for url in addresses(report):
        one.setdefault(address(report, url).partition(",")[0], url)
    for url in one.values():
        assert client_of(staff).get(url).status_code == 200, url
    Report.objects.filter(pk=report.pk).update(standing="in_review")
    # A draft is not for the committee: what its seal says is.
    assert client_of(committee).get(one["k"]).url == f"/reports/verify/?seal={report.digest[:12]}"


def test_records_are_shown_as_they_were_counted(client_of, staff, report):
    reader = client_of(staff)
    url = f"{BASE}{report.digest[:12]}/f/k,G2,2565-H1/"
    before = find(report, "k,G2,2565-H1").rows
    texts = [row.cells[-1].links[0].text for row in reader.get(url).context["table"].rows]
    SupportReceived.objects.filter(pk=before[0][0]).update(amount=Decimal(77))
    SupportReceived.objects.filter(pk=before[-1][0]).update(withdrawn_at=timezone.now(), withdrawn_reason="ซ้ำ")
    SupportFactory(received_on=half_year().period.first_day, province_id="50")
    page = reader.get(url)
    assert [row.cells[-1].links[0].text for row in page.context["table"].rows] == texts
    assert (page.context["count"], page.context["changed"]) == (len(before), 2)
    assert find(report, "k,G2,2565-H1").rows == before


def test_a_record_that_moved_away_still_counts_where_it_was_counted(report):
    rows = find(report, "k,G1,2565-H1,province,50").rows
    assert rows
    CommitteeSeat.objects.update(province_id="96", level="tambon")
    assert find(report, "k,G1,2565-H1,province,50").rows == rows
    assert find(report, "k,G1,2565-H1,province,96").rows == []


def test_organisations_are_those_that_were_verified_then(client_of, staff, report):
    rows = find(report, "o,issue,01").rows
    OrganisationFactory(issues=["01"])
    Organisation.objects.filter(pk=rows[0][0]).update(issues=["99"], name_th="ชื่อใหม่")
    assert find(report, "o,issue,01").rows == rows
    page = client_of(staff).get(f"{BASE}{report.digest[:12]}/f/o,issue,01/")
    assert "ชื่อใหม่" not in page.text
    assert page.context["changed"] == 1


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "k", "k,G9,2565-H1", "k,G1", "k,G1,2565-H1,province", "s,1", "d,2565-H1", "c,registry,soon", "t,99"],
)
def test_what_the_report_does_not_tell_is_not_found(client_of, staff, report, wrong):
    with pytest.raises(NoFigureError):
        find(report, wrong)
    if wrong:
        assert client_of(staff).get(f"{BASE}{report.digest[:12]}/f/{wrong}/").status_code == 404


def test_the_public_is_told_what_the_seal_says(client, report):
    answer = client.get(f"{BASE}{report.digest[:12]}/f/k,G1,2565-H1/")
    assert (answer.status_code, answer.url) == (302, f"/reports/verify/?seal={report.digest[:12]}")
    assert client.get(f"{BASE}nothing/f/k,G1,2565-H1/").status_code == 404


def test_parts_of_supporting_agencies_stand_in_the_project_s_section(report):
    laid = lay_out(document(report.snapshot, report.digest, language="en"))
    blocks = next(chapter for chapter in laid["chapters"] if chapter["code"] == "progress")["blocks"]
    at = next(at for at, block in enumerate(blocks) if block.get("text", "").startswith("Added by "))
    assert {"label": "Progress", "text": "ร่วมจัดเวที", "pieces": []} in blocks[at + 1]["rows"]
