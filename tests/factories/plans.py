"""The cabinet's plan as it is loaded, officers of its agencies, and reports in every state."""

from decimal import Decimal
from pathlib import Path

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from plans.choices import ProgressState, ProgressStatus
from plans.models import Agency, AgencyMember, Evidence, Plan, Progress
from tests import database

DOCUMENTS = Path(__file__).resolve().parents[2] / "plans" / "documents"


def load_cso1() -> Plan:
    """The first phase of the national action plan, as its own document puts it into a database without plans."""
    database.put_plan()
    return Plan.objects.get(code="cso-1")


def make_officer(user, code="nhco") -> AgencyMember:
    """Let a user report for an agency; สช. where none is named."""
    return AgencyMember.objects.get_or_create(user=user, agency=Agency.objects.get(code=code))[0]


class ProgressFactory(DjangoModelFactory):
    """A report, accepted by the ministry unless another state is asked for: node=…, period=…, by=a user."""

    class Meta:
        model = Progress

    class Params:
        by = None

    period = "2565-H1"
    state = ProgressState.ACCEPTED
    status = ProgressStatus.ON_TRACK
    percent = 40
    progress = "จัดเวทีแลกเปลี่ยนเรียนรู้ 4 ภาค"
    received = Decimal(500_000)
    disbursed = Decimal(300_000)
    submitted_by = factory.LazyAttribute(lambda row: row.by if row.state not in {"draft"} else None)
    submitted_at = factory.LazyAttribute(lambda row: timezone.now() if row.submitted_by else None)
    reviewed_by = factory.LazyAttribute(lambda row: row.by if row.state in {"accepted", "closed", "returned"} else None)
    reviewed_at = factory.LazyAttribute(lambda row: timezone.now() if row.reviewed_by else None)


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    title = "รายงานการประชุม"
    link = "https://example.go.th/report"
