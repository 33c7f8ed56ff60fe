"""What happens to records after a report is issued changes nothing in it, and the next report says it."""

from decimal import Decimal

import pytest

from imports import actions as imports
from indicators.actions import change_record, withdraw_record
from indicators.models import CommitteeSeat, SupportReceived
from organisations.actions.merging import merge
from organisations.models import Organisation
from reports import snapshot
from reports.building import make
from reports.content import document
from reports.content.blocks import Table
from reports.frozen.finding import find
from tests.factories.imports import RIGHT, committed, csv_of, ran
from tests.factories.reports import finished_report, half_year

PERIOD = "2565-H1"
FIGURES = ["o", "o,issue,01", f"k,G1,{PERIOD}", f"k,G2,{PERIOD}", f"k,G2,{PERIOD},province,50"]


@pytest.fixture
def imported(rows, admin):
    row = {**RIGHT, "ชื่อองค์กร": "สมาคมที่นำเข้าผิด"}
    return committed(csv_of([row]), by=admin, verified=True)


def as_read(client_of, committee, report):
    """All that a member of the committee reads of a report, its links and what they open included."""
    reader = client_of(committee)
    page = reader.get(report.get_absolute_url())
    opened = [reader.get(f"/reports/s/{report.digest[:12]}/f/{figure}/") for figure in FIGURES]
    told = [page.context["table"].rows for page in opened if page.context["count"]]
    tables = [[[cell.links for cell in row.cells] for row in rows] for rows in told]
    return page.context["document"], tables


def test_merged_undone_withdrawn_and_corrected_records(client_of, committee, admin, staff, rows, imported):
    first = finished_report(edition=1)
    before = as_read(client_of, committee, first)
    files = {form: make(first.snapshot, first.digest, form) for form in ("html", "xlsx")}

    undone = Organisation.objects.get(name_th="สมาคมที่นำเข้าผิด").pk
    merge(survivor=rows[0], merged=rows[1], by=staff)
    imports.undo(imported=imported, reason="นำเข้าผิดไฟล์", ring=False, by=admin)
    assert ran(imported).is_undone
    days = half_year().period
    corrected = SupportReceived.objects.filter(received_on__range=(days.first_day, days.last_day)).first()
    corrected.amount, corrected.note = Decimal("7.25"), "พิมพ์จำนวนเงินผิด"
    change_record(record=corrected, by=staff)
    seat = CommitteeSeat.objects.filter(province_id="10").get()
    withdraw_record(record=seat, reason="บันทึกซ้ำ", by=staff)
    organisation = rows[2]
    Organisation.objects.filter(pk=organisation.pk).update(name_th="สมาคมชื่อใหม่")

    first.refresh_from_db()
    assert snapshot.digest_of(first.snapshot) == first.digest
    assert {form: make(first.snapshot, first.digest, form) for form in files} == files
    assert as_read(client_of, committee, first) == before

    second = finished_report(edition=2, standing="draft", issued_at=None)
    told = {row["part"]: row for row in second.snapshot["sections"]["changes"]["records"]}
    registry = told["registry"]
    assert (registry["before"], registry["new"], registry["gone"], registry["now"]) == (5, 0, 2, 3)
    gone = {row[0] for row in find(second, "c,registry,gone").rows}
    assert gone == {rows[1].pk, undone}
    changed = {row[0] for row in find(second, "c,registry,changed").rows}
    assert changed >= {rows[0].pk, organisation.pk}
    money, seats = told[f"indicators/G2/{PERIOD}"], told[f"indicators/G1/{PERIOD}"]
    assert (money["new"], money["gone"]) == (0, 0)
    assert corrected.pk in {row[0] for row in find(second, f"c,indicators~G2~{PERIOD},changed").rows}
    assert [row[0] for row in find(second, f"c,indicators~G1~{PERIOD},gone").rows] == [seat.pk]
    assert (seats["new"], seats["gone"]) == (0, 1)

    figures = {(each["code"], each["period"]) for each in second.snapshot["sections"]["changes"]["figures"]}
    assert {("G1", PERIOD), ("G2", PERIOD)} <= figures
    chapter = next(each for each in document(second.snapshot, "", language="en").chapters if each.code == "changes")
    tables = {block.sheet: block for block in chapter.blocks if isinstance(block, Table)}
    lines = {line.cells[0].value: [cell.value for cell in line.cells[1:]] for line in tables["Changed records"].rows}
    assert lines["Organisations"] == [5, 0, 2, len(changed), 3]
    assert {line.cells[1].value for line in tables["Restated figures"].rows} >= {"1/2565"}
