"""What an indicator is stays, once something was reported of it; a new code is the way forward."""

import pytest
from django.utils import timezone

from indicators.models import ReportedFigure
from plans.actions import load_plan
from plans.models import Indicator, PlanPeriod
from plans.reading import DocumentError
from tests.factories.plans import DOCUMENTS

pytestmark = pytest.mark.django_db
# G1 counts a state; another plan would have it summed up.
BEFORE, AFTER = "    cumulation: state\n", "    cumulation: sum\n"


def test_a_computed_indicator_keeps_its_nature_once_a_period_was_reported(staff):
    document = (DOCUMENTS / "cso-1.yaml").read_text(encoding="utf-8")
    changed = document.replace(BEFORE, AFTER, 1)
    plan, _changes = load_plan(content=document.encode(), by=None)
    load_plan(content=changed.encode(), by=None)
    load_plan(content=document.encode(), by=None)
    period = PlanPeriod.objects.get(plan=plan, period="2564-H1")
    period.closed_at, period.closed_by, period.closed_reason = timezone.now(), staff, "รับทราบแล้ว"
    period.save()
    assert ReportedFigure.objects.filter(period="2564-H1").values("indicator").distinct().count() == 5
    with pytest.raises(DocumentError) as refusal:
        load_plan(content=changed.encode(), by=None)
    assert len(refusal.value.problems) == 1
    assert Indicator.objects.get(plan=plan, code="G1").cumulation == "state"
    # Under a code of its own it is welcome.
    load_plan(content=document.encode(), by=None)
