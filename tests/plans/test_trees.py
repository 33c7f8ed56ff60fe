"""A plan's tree is kept for as long as its rows are the same, and never a moment longer."""

import threading

import pytest
from django.db import connection, transaction

from plans.actions import load_plan
from plans.models import Agency, Indicator, Level, Node, NodeAgency, Plan, PlanAgency, PlanPeriod, Statement
from plans.trees import whole_plan
from tests.plans.test_checks import DOCUMENT

pytestmark = pytest.mark.django_db

CHANGES = {
    "the plan": lambda: Plan.objects.update(name_th="อื่น"),
    "a level": lambda: Level.objects.update(name_th="อื่น"),
    "a statement": lambda: Statement.objects.update(text_th="อื่น"),
    "a node": lambda: Node.objects.update(name_th="อื่น"),
    "an agency's part": lambda: NodeAgency.objects.update(printed="อื่น"),
    "the plan's agency": lambda: PlanAgency.objects.update(printed="อื่น"),
    "an indicator": lambda: Indicator.objects.update(name_th="อื่น"),
    "an agency": lambda: Agency.objects.update(name_th="อื่น"),
    "a part gone": lambda: NodeAgency.objects.all().delete(),
}


def seen(plan):
    """All that a page may show of it."""
    return {
        "plan": plan.name_th,
        "levels": [node.level.name_th for node in plan.nodes.all()],
        "statements": [row.text_th for row in plan.statements.all()],
        "nodes": [(node.number, node.name_th, [each.number for each in node.branches]) for node in plan.nodes.all()],
        "parts": [
            (part.printed, part.agency.name_th) for node in plan.nodes.all() for part in node.node_agencies.all()
        ],
        "joint": [(part.printed, part.agency.name_th) for part in plan.plan_agencies.all()],
        "indicators": [row.name_th for row in plan.indicators.all()],
    }


@pytest.fixture(autouse=True)
def _loaded():
    load_plan(content=DOCUMENT.encode(), by=None)


def afresh(code="test-plan"):
    plan = Plan.objects.with_tree().get(code=code)
    _ = plan.tree
    return seen(plan)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_read_again(change):
    before = seen(whole_plan("test-plan"))
    assert before == afresh()
    CHANGES[change]()
    now = seen(whole_plan("test-plan"))
    assert now == afresh()
    assert now != before


def test_what_is_kept_costs_two_queries(django_assert_num_queries):
    whole_plan("test-plan")
    with django_assert_num_queries(2):
        seen(whole_plan("test-plan"))
    with django_assert_num_queries(1):
        assert whole_plan("nowhere") is None


def test_windows_are_read_each_time():
    whole_plan("test-plan")
    PlanPeriod.objects.update(due_on="2030-01-01")
    assert {str(row.due_on) for row in whole_plan("test-plan").periods.all()} == {"2030-01-01"}


def test_what_was_taken_back_is_not_shown():
    before = seen(whole_plan("test-plan"))
    with transaction.atomic():
        Node.objects.update(name_th="อื่น")
        assert seen(whole_plan("test-plan")) != before
        transaction.set_rollback(True)
    assert seen(whole_plan("test-plan")) == before


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_committed_is_nobody_elses():
    before = seen(whole_plan("test-plan"))
    found = []

    def look():
        found.append(seen(whole_plan("test-plan")))
        connection.close()

    with transaction.atomic():
        Node.objects.update(name_th="อื่น")
        assert seen(whole_plan("test-plan")) != before
        other = threading.Thread(target=look)
        other.start()
        other.join()
    assert found == [before]
    assert seen(whole_plan("test-plan")) == afresh() != before
