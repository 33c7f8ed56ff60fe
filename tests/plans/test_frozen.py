"""What is closed never changes: the database itself refuses, whoever asks and by whatever way."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from plans.models import Evidence, PlanPeriod, Progress
from tests.factories.plans import LinkFactory, ProgressFactory

pytestmark = pytest.mark.django_db

CHANGES = {
    "one by one": lambda row: row.save(),
    "in bulk": lambda row: Progress.objects.filter(pk=row.pk).update(percent=99),
    "reopened": lambda row: Progress.objects.filter(pk=row.pk).update(state="draft"),
    "deleted": lambda row: row.delete(),
    "in SQL": lambda row: run("UPDATE plans_progress SET disbursed = 1 WHERE id = %s", row.pk),
    "deleted in SQL": lambda row: run("DELETE FROM plans_progress WHERE id = %s", row.pk),
    "evidence added": lambda row: LinkFactory(progress=row),
    "evidence changed": lambda row: Evidence.objects.filter(progress=row).update(title="อื่น"),
    "evidence removed": lambda row: Evidence.objects.filter(progress=row).delete(),
}


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("how", CHANGES)
def test_a_closed_report_and_its_evidence_stay(project, staff, how):
    row = ProgressFactory(node=project, by=staff)
    LinkFactory(progress=row)
    Progress.objects.filter(pk=row.pk).update(state="closed")
    before = Progress.objects.values().get(pk=row.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        CHANGES[how](row)
    assert Progress.objects.values().get(pk=row.pk) == before
    assert [each.title for each in row.evidence.all()] == ["รายงานการประชุม"]


def test_a_closed_period_stays_closed(cso1, staff):
    row = cso1.periods.get(period="2565-H1")
    PlanPeriod.objects.filter(pk=row.pk).update(closed_at=timezone.now(), closed_by=staff, closed_reason="เสนอแล้ว")
    for change in ({"closed_at": None, "closed_by": None}, {"closed_reason": "อื่น"}, {"due_on": "2022-12-31"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PlanPeriod.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_an_open_report_changes_and_loses_evidence_freely(project, staff):
    row = ProgressFactory(node=project, by=staff)
    LinkFactory(progress=row)
    row.evidence.all().delete()
    Progress.objects.filter(pk=row.pk).update(percent=99)
    row.delete()
    assert not Progress.objects.exists()
