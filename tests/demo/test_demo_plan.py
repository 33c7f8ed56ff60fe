from collections import Counter
from decimal import Decimal

import pytest
from django.db.models import F, Sum

from forum.models import FollowUp
from indicators.figures import figure
from indicators.models import CommitteeSeat, SupportReceived
from plans.models import Node, Plan, PlanPeriod, Progress
from researchers.models import Researcher
from thai.periods import Period

PERIODS = ("2564-H1", "2564-H2", "2565-H1", "2565-H2")


def test_every_project_reports_until_the_last_half_year(demo):
    reports = Counter(Progress.objects.values_list("period", flat=True))
    assert reports == {"2564-H1": 15, "2564-H2": 15, "2565-H1": 15, "2565-H2": 13}


def test_the_first_two_are_closed_and_the_last_is_coming_in(demo):
    states = Counter(Progress.objects.values_list("period", "state"))
    assert states == {
        ("2564-H1", "closed"): 15,
        ("2564-H2", "closed"): 15,
        ("2565-H1", "accepted"): 15,
        ("2565-H2", "accepted"): 7,
        ("2565-H2", "submitted"): 3,
        ("2565-H2", "returned"): 1,
        ("2565-H2", "draft"): 2,
    }
    closed = PlanPeriod.objects.exclude(closed_at=None).values_list("period", flat=True)
    assert sorted(closed) == ["2564-H1", "2564-H2"]


def test_a_project_never_goes_back(demo):
    for node in Node.objects.reporting():
        percents = [report.percent or 0 for report in node.progress.order_by("period")]
        assert percents == sorted(percents)


def test_money_stays_within_the_plan(demo):
    assert Progress.objects.filter(disbursed__gt=F("received")).count() == 0
    received = Progress.objects.aggregate(sum=Sum("received"))["sum"]
    assert Decimal(50_000_000) < received < Plan.objects.get().total_budget == Decimal(81_000_000)


def test_not_reported_is_not_nought(demo):
    assert Progress.objects.filter(disbursed=None).count() == 4
    assert Progress.objects.filter(disbursed=0).count() == 0


def test_the_agency_has_reports_to_write(demo):
    theirs = Progress.objects.filter(created_by__username="agency", period="2565-H2")
    assert set(theirs.filter(state__in=("draft", "returned")).values_list("node__number", flat=True)) == {"3.2", "4.3"}


def test_proposals_were_followed_up(demo):
    followed = set(FollowUp.objects.values_list("proposal__number", flat=True))
    assert followed == {1, 2, 3, 4, 5, 6, 8}


def test_most_researchers_agreed_to_be_listed(demo):
    assert Researcher.objects.count() == 60
    assert Researcher.objects.listed().count() == 53


@pytest.mark.parametrize("code", ["G1", "G2", "G3", "G4", "G5"])
def test_every_goal_indicator_grows_and_never_is_nought(demo, code):
    indicator = Plan.objects.get().indicators.get(code=code)
    values = [Decimal(figure(indicator, Period.parse(period)).value or 0) for period in PERIODS]
    assert values == sorted(values)
    assert values[0] > 0


def test_records_begin_after_their_organisation_did(demo):
    seats = CommitteeSeat.objects.filter(from_on__year__lt=F("organisation__registered_on__year"))
    support = SupportReceived.objects.filter(received_on__year__lt=F("organisation__registered_on__year"))
    assert (seats.count(), support.count()) == (0, 0)
