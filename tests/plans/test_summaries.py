"""What reports add up to: latest correction wins, null is not zero, and every figure names its rows."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from plans.choices import ProgressState
from plans.models import PlanPeriod, Progress
from plans.summaries import Row, Timeliness, money, progress_table, reporting_discipline
from tests.factories.plans import ProgressFactory
from thai.periods import Period

H1, H2 = Period(2565, 1), Period(2565, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def nodes(cso1):
    return {node.number: node for node in cso1.nodes.reporting()}


def corrected(row, staff, **values):
    """A closed report with a correction that was accepted."""
    Progress.objects.filter(pk=row.pk).update(state="closed")
    return ProgressFactory(
        node=row.node, period=row.period, by=staff, state="closed", corrects=row, correction_reason="นับซ้ำ", **values
    )


def test_the_table_is_the_tree_with_each_projects_report(cso1, nodes, staff):
    row = ProgressFactory(node=nodes["1.2"], by=staff, status="at_risk", percent=None)
    table = progress_table(cso1, H1)
    assert [line.number for line in table][:6] == ["1", "1.1", "1.2", "1.3", "1.4", "2"]
    programme, _first, project = table[:3]
    assert (programme.depth, programme.expected, programme.report) == (0, False, None)
    assert programme.statuses == {"": 3, "at_risk": 1}
    assert (project.depth, project.expected, project.statuses) == (1, True, {})
    assert [part.printed for part in project.lead] == ["สช.", "พม."]
    assert (project.report.row, project.report.status, project.report.percent) == (Row(row.pk, 1), "at_risk", None)


def test_only_what_the_ministry_accepted_counts(cso1, nodes, staff):
    for number, state in (("1.1", "draft"), ("1.2", "submitted"), ("1.3", "returned")):
        ProgressFactory(node=nodes[number], by=staff, state=state)
    assert [line for line in progress_table(cso1, H1) if line.report] == []
    assert money(cso1, H1).in_period.received is None


def test_the_latest_accepted_correction_wins(cso1, nodes, staff):
    first = ProgressFactory(node=nodes["1.2"], by=staff, percent=40, received=Decimal(100))
    second = corrected(first, staff, percent=35, received=Decimal(70))
    ProgressFactory(
        node=first.node, state="draft", corrects=second, correction_reason="อีกครั้ง", percent=99, received=Decimal(5)
    )
    report = next(line.report for line in progress_table(cso1, H1) if line.number == "1.2")
    assert (report.percent, report.is_correction, report.row.pk) == (35, True, second.pk)
    assert money(cso1, H1).in_period.received == 70


def test_money_adds_what_was_reported_and_says_how_much_that_was(cso1, nodes, staff):
    rows = [
        ProgressFactory(node=nodes["1.1"], period="2565-H1", by=staff, received=Decimal("100.50"), disbursed=None),
        ProgressFactory(node=nodes["1.2"], period="2565-H1", by=staff, received=Decimal(0), disbursed=None),
        ProgressFactory(node=nodes["2.1"], period="2564-H2", by=staff, received=None, disbursed=Decimal(7)),
    ]
    found = money(cso1, H1)
    assert (found.budget, found.in_period.received, found.in_period.disbursed) == (81_000_000, Decimal("100.50"), None)
    assert (found.in_period.received_reports, found.in_period.expected_reports) == (2, 15)
    assert not found.in_period.is_complete
    assert found.in_period.rows == tuple(Row(row.pk, 1) for row in rows[:2])
    assert (found.to_date.received, found.to_date.disbursed) == (Decimal("100.50"), 7)
    assert found.to_date.expected_reports == 45
    by_number = {line.number: line for line in found.nodes}
    assert by_number["1"].in_period.received == Decimal("100.50")
    assert by_number["1.2"].in_period.received == 0
    assert by_number["3"].in_period.received is None
    assert by_number["2"].to_date.disbursed == 7
    assert by_number["1"].budget is None


def test_a_year_holds_both_its_halves(cso1, nodes, staff):
    for period in ("2564-H2", "2565-H1", "2565-H2"):
        ProgressFactory(node=nodes["1.1"], period=period, by=staff, received=Decimal(10))
    assert money(cso1, Period(2565)).in_period.received == 20
    assert money(cso1, Period(2565)).to_date.received == 30
    assert money(cso1, H2).in_period.received == 10


def test_who_reported_and_who_is_late(cso1, nodes, staff):
    PlanPeriod.objects.filter(period="2565-H1").update(opens_on=date(2022, 3, 1), due_on=date(2022, 4, 30))
    # Half past eleven at night in Bangkok is still the due day.
    on_time = datetime(2022, 4, 30, 16, 30, tzinfo=UTC)
    late = datetime(2022, 5, 2, 17, 30, tzinfo=UTC)
    ProgressFactory(node=nodes["1.1"], by=staff, submitted_at=on_time, submitted_by=staff)
    ProgressFactory(node=nodes["1.2"], by=staff, state="submitted", submitted_at=late, submitted_by=staff)
    ProgressFactory(node=nodes["1.3"], by=staff, state="returned", submitted_at=on_time, submitted_by=staff)
    ProgressFactory(node=nodes["1.4"], state="draft")
    found = reporting_discipline(cso1, H1, today=date(2022, 5, 10))
    lines = {line.number: line for line in found.nodes}
    assert {number: (lines[number].timeliness, lines[number].days_late) for number in ("1.1", "1.2", "1.3", "1.4")} == {
        "1.1": (Timeliness.ON_TIME, 0),
        "1.2": (Timeliness.LATE, 3),
        "1.3": (Timeliness.OVERDUE, 10),
        "1.4": (Timeliness.OVERDUE, 10),
    }
    assert (found.expected, found.received, found.waiting_for_review, len(found.who_is_late)) == (15, 2, 1, 13)
    assert lines["1.4"].state == ProgressState.DRAFT
    assert lines["2.1"].row is None


def test_on_the_due_day_nobody_is_late(cso1):
    PlanPeriod.objects.filter(period="2565-H1").update(due_on=date(2022, 4, 30))
    assert reporting_discipline(cso1, H1, today=date(2022, 4, 30)).who_is_late == []
    assert len(reporting_discipline(cso1, H1, today=date(2022, 5, 1)).who_is_late) == 15


def test_each_costs_a_few_queries(cso1, nodes, staff, django_assert_num_queries):
    for node in nodes.values():
        ProgressFactory(node=node, by=staff)
    progress_table(cso1, H1)  # reads the tree, which is kept
    for count in (progress_table, money, reporting_discipline):
        with django_assert_num_queries(3):
            count(cso1, H1)
