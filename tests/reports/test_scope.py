from datetime import date

import pytest
from django.utils.translation import override

from forum.models import Forum
from reports.choices import ReportKind
from reports.scope import ScopeError, offered, scope_of
from tests.factories.reports import load_cso_1


@pytest.mark.parametrize(
    ("kind", "plan", "period", "province", "field"),
    [
        ("quarterly", "cso-1", "2565-H1", None, "kind"),
        ("half-year", "cso-9", "2565-H1", None, "plan"),
        ("half-year", "cso-1", "soon", None, "period"),
        ("half-year", "cso-1", "2565-H3", None, "period"),
        ("half-year", "cso-1", "2565", None, "period"),
        ("half-year", "cso-1", "2566-H1", None, "period"),
        ("half-year", "cso-1", "2565-H1", "50", "province"),
        ("mid-plan", "cso-1", "2565", None, "period"),
        ("end-of-plan", "cso-1", "2564", None, "period"),
        ("provincial", "cso-1", "2565-H1", "50", "period"),
        ("provincial", "cso-1", "2565", None, "province"),
        ("provincial", "cso-1", "2565", "99", "province"),
        ("forum", "cso-1", "2565", None, "period"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(db, kind, plan, period, province, field):
    load_cso_1()
    for language in ("th", "en"):
        with override(language), pytest.raises(ScopeError) as refused:
            scope_of(kind, plan, period, province)
        assert (refused.value.field, bool(str(refused.value))) == (field, True)


def test_a_period_that_has_not_begun_is_refused(db):
    load_cso_1()
    with pytest.raises(ScopeError) as refused:
        scope_of("half-year", "cso-1", "2565-H2", today=date(2022, 3, 31))
    assert refused.value.field == "period"


@pytest.mark.parametrize(
    ("kind", "period", "province"),
    [
        ("half-year", "2565-H1", None),
        ("half-year", "๒๕๖๕-H1", None),
        ("mid-plan", "2564", None),
        ("mid-plan", "2565-H1", None),
        ("end-of-plan", "2565", None),
        ("provincial", "2565", "50"),
        ("forum", "2565", None),
    ],
)
def test_what_can_be_made(db, kind, period, province):
    load_cso_1()
    Forum.objects.create(year=2565, name_th="CSOs Forum")
    scope = scope_of(kind, "cso-1", period, province)
    assert scope.kind == kind
    assert scope.is_span == (kind in {ReportKind.MID_PLAN, ReportKind.END_OF_PLAN})


def test_periods_are_offered_latest_first(db):
    plan = load_cso_1()
    periods = [str(period) for period in offered([plan], date(2022, 5, 1))]
    assert periods == ["2565", "2565-H2", "2565-H1", "2564", "2564-H2", "2564-H1"]
