"""The plan and the period that a report is about."""

from __future__ import annotations

from typing import Any

from plans.choices import AgencyRole
from reports.snapshot.canonical import named
from reports.snapshot.moment import Moment
from thai.periods import Period


def read(moment: Moment) -> dict[str, Any]:
    plan = moment.scope.plan
    agencies = plan.plan_agencies.select_related("agency")
    return {
        "code": plan.code,
        **named(plan),
        "approved_on": plan.approved_on,
        "approved_by": {"th": plan.approved_by_th, "en": plan.approved_by_en or plan.approved_by_th},
        "calendar": plan.calendar,
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "source": plan.source,
        "lead": [named(part.agency) for part in agencies if part.role == AgencyRole.LEAD],
        "statements": [
            {"kind": row.kind, "number": row.number, "th": row.text_th, "en": row.text_en or row.text_th}
            for row in plan.statements.all()
        ],
        "first_day": moment.scope.first_day,
        "last_day": moment.scope.period.last_day,
    }


def period(value: Period) -> dict[str, Any]:
    """A period with its code, days and names."""
    return {
        "code": str(value),
        "th": value.label("th"),
        "en": value.label("en"),
        "first_day": value.first_day,
        "last_day": value.last_day,
    }
