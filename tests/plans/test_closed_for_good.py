"""Whatever anybody does, in whatever order: what was told of a closed period stays, and corrections stand beside it."""

import random
from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.db.utils import DatabaseError

from plans import actions
from plans.models import Agency, Evidence, PlanPeriod, Progress, SupportingPart
from tests.factories.plans import DOCUMENTS, LinkFactory, ProgressFactory

pytestmark = pytest.mark.django_db

CLOSED, OPEN = "2564-H1", "2564-H2"
KNOWN = (actions.NotNowError, actions.ConflictError)
REFUSALS = (PermissionDenied, ValidationError, ObjectDoesNotExist, DatabaseError, *KNOWN)


def latest(node, period):
    return Progress.objects.filter(node=node, period=period).order_by("id").last() or Progress(node=node, period=period)


def values(dice):
    status = dice.choice(["on_track", "delayed", "done"])
    return {"status": status, "percent": dice.randint(0, 100), "progress": "เรื่อง", "received": dice.randint(0, 9)}


def save(node, period, by, dice):
    actions.save_progress(node=node, period=period, values=values(dice), by=by)


def correct(node, period, by, dice):
    actions.correct_progress(node=node, period=period, values=values(dice), reason="นับซ้ำ", by=by)


def submit(node, period, by, dice):
    actions.submit_progress(progress=latest(node, period), by=by)


def accept(node, period, by, dice):
    actions.accept_progress(progress=latest(node, period), by=by)


def give_back(node, period, by, dice):
    actions.return_progress(progress=latest(node, period), notes={"percent": "ตรวจอีกครั้ง"}, by=by)


def add_link(node, period, by, dice):
    actions.add_link(progress=latest(node, period), link="https://example.go.th/b", by=by)


def remove_evidence(node, period, by, dice):
    evidence = Evidence.objects.filter(progress__node=node, progress__period=period).first()
    if evidence:
        actions.remove_evidence(evidence=evidence, by=by)


def save_part(node, period, by, dice):
    agency = dice.choice(list(Agency.objects.filter(code__in=["thaihealth", "nhco", "msdhs"])))
    actions.save_part(node=node, period=period, agency=agency, values={"progress": "เพิ่ม"}, by=by)


def set_window(node, period, by, dice):
    row = PlanPeriod.objects.get(plan=node.plan, period=period)
    actions.set_window(period=row, opens_on=date(2020, 1, 1), due_on=date(2020, 2, dice.randint(1, 28)), by=by)


def more_time(node, period, by, dice):
    row = PlanPeriod.objects.get(plan=node.plan, period=period)
    agency = Agency.objects.get(code="nhco")
    actions.add_exception(period=row, agency=agency, until=date(2099, 1, 1), reason="น้ำท่วม", by=by)


def close_again(node, period, by, dice):
    if period == CLOSED:
        actions.close_period(period=PlanPeriod.objects.get(plan=node.plan, period=period), reason="อีกครั้ง", by=by)


def load_later(node, period, by, dice):
    later = (DOCUMENTS / "cso-1.yaml").read_text(encoding="utf-8").replace("โครงการ", f"โครงการ{dice.randint(1, 3)}", 3)
    actions.load_plan(content=later.encode(), by=by)


def write_past_the_actions(node, period, by, dice):
    Progress.objects.filter(node=node, period=CLOSED, state="closed").update(percent=1)


def delete_past_the_actions(node, period, by, dice):
    Progress.objects.filter(node=node, period=CLOSED, corrects=None).delete()


# The steps of a correction's way are taken more often, so that corrections come through.
STEPS = [
    *([correct, submit, accept] * 4),
    *(save, give_back, add_link, remove_evidence, save_part, set_window, more_time, close_again),
    *(write_past_the_actions, delete_past_the_actions),
]


def kept(cso1):
    """Everything that was told of the closed period, by table and key."""
    frozen = Progress.objects.filter(state="closed")
    found = {("progress", row["id"]): row for row in frozen.values()}
    found |= {("evidence", row["id"]): row for row in Evidence.objects.filter(progress__in=frozen).values()}
    found |= {("part", row["id"]): row for row in SupportingPart.objects.filter(period=CLOSED).values()}
    found |= {("period", row["id"]): row for row in PlanPeriod.objects.exclude(closed_at=None).values()}
    return found


def test_no_five_hundred_steps_by_anybody_change_what_was_told(
    cso1, officer, stranger, staff, admin, coordinator, committee
):
    dice = random.Random(2564)
    nodes = list(cso1.nodes.led_by(officer).select_related("plan", "level")[:3])
    for node in nodes:
        report = ProgressFactory(node=node, period=CLOSED, by=staff, percent=40)
        LinkFactory(progress=report)
    SupportingPart.objects.create(
        node=nodes[0], period=CLOSED, agency=Agency.objects.get(code="thaihealth"), progress="ก"
    )
    actions.close_period(period=cso1.periods.get(period=CLOSED), reason="เสนอ คสป. แล้ว", by=staff)
    first = before = kept(cso1)
    people = [officer, officer, staff, staff, admin, stranger, coordinator, committee]
    done = 0
    for number in range(500):
        step = load_later if number % 100 == 99 else dice.choice(STEPS)
        try:
            with transaction.atomic():
                step(dice.choice(nodes), dice.choice([CLOSED, CLOSED, OPEN]), dice.choice(people), dice)
            done += 1
        except REFUSALS:
            pass
        now = kept(cso1)
        assert {key: now.get(key) for key in before} == before, step.__name__
        before = now
    assert done > 50
    corrections = Progress.objects.filter(period=CLOSED, state="closed").exclude(corrects=None)
    assert corrections.count() > 3
    assert all(row.correction_reason and row.created_at for row in corrections)
    assert {key: before[key] for key in first} == first
    assert {row["percent"] for key, row in first.items() if key[0] == "progress"} == {40}
