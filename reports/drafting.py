"""Which half-year reports are due: those of periods whose window has just closed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from plans.models import PlanPeriod
from reports.choices import ReportKind
from reports.models import Report
from reports.scope import Scope, ScopeError, scope_of

# A window that closed longer ago closed before there was anybody to build: a registry that was set up later.
RECENTLY = timedelta(days=7)


def due(today: date) -> list[Scope]:
    """Scopes of half-year reports that nobody has asked for yet, though no more can be sent in for them."""
    closed = Q(closed_at__date__gte=today - RECENTLY) | Q(closes_on__gte=today - RECENTLY, closes_on__lt=today)
    found = []
    for row in PlanPeriod.objects.filter(closed, period__contains="-H").select_related("plan"):
        try:
            scope = scope_of(ReportKind.HALF_YEAR, row.plan.code, row.period, today=today)
        except ScopeError:
            continue  # a period that the plan no longer has
        if not Report.objects.of(kind=scope.kind, plan=scope.plan, period=str(scope.period)).exists():
            found.append(scope)
    return found
