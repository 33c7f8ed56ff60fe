"""The way of a province's yearly report: written, submitted, returned or accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from places.models import Province
from plans.models import Plan
from reports.actions.errors import ConflictError, NotNowError
from reports.actions.reports import start
from reports.choices import ReportKind, YearState
from reports.models import ProvinceYear
from reports.models.province_year import WRITTEN
from reports.permissions import require_writing_for
from reports.scope import scope_of
from reports.tasks import ring, tell_of_year

# What must be said before it can be sent.
NEEDED = ("achievements",)
WITH_THE_PROVINCE = (YearState.DRAFT, YearState.RETURNED)


@transaction.atomic
def save_year(
    *, plan: Plan, year: int, province: Province, values: Mapping[str, str], version: int | None = None, by: Any
) -> ProvinceYear:
    """Write the draft of a province's yearly report; what `values` leaves out stays as it is.

    `version`: of the report when its form was opened (0: there was none). Raises ConflictError where it has moved on,
    NotNowError where it is with the ministry, ScopeError where the plan has no such year, PermissionDenied.
    """
    require_writing_for(by, province.code)
    scope_of(ReportKind.PROVINCIAL, plan.code, str(year), province.code)
    row = ProvinceYear.objects.select_for_update().filter(plan=plan, year=year, province=province).first()
    if version is not None and version != (row.version if row else 0):
        raise ConflictError(row or ProvinceYear(plan=plan, year=year, province=province, version=0))
    if row is not None and row.state not in WITH_THE_PROVINCE:
        raise NotNowError(_("This report was sent to the ministry. Ask the ministry to return it, and change it then."))
    row = row or ProvinceYear(plan=plan, year=year, province=province, version=0, created_by=by)
    for name in WRITTEN:
        if name in values:
            setattr(row, name, values[name])
    row.version += 1
    row.updated_by = by
    with pghistory.context(user=by.pk, action="save_year"):
        row.save()
    return row


@transaction.atomic
def submit_year(*, report: ProvinceYear, version: int | None = None, by: Any) -> ProvinceYear:
    """Send a province's report to the ministry, whose staff get a mail.

    Raises ValidationError by field where something needed is missing.
    """
    require_writing_for(by, report.province_id)
    row = _locked(report, version)
    if row.state not in WITH_THE_PROVINCE:
        raise NotNowError(_("This report was sent to the ministry already."))
    if missing := [name for name in NEEDED if not getattr(row, name).strip()]:
        raise ValidationError({name: _("Fill this in before you send the report.") for name in missing})
    stamps = {"submitted_at": timezone.now(), "submitted_by": by, "reviewed_at": None, "reviewed_by": None}
    return _step(row, YearState.SUBMITTED, "submit_year", by=by, review_note="", **stamps)


@transaction.atomic
def accept_year(*, report: ProvinceYear, version: int | None = None, by: Any) -> ProvinceYear:
    """The ministry takes a province's report: from now on the national one tells it too.

    The province's own sealed report is asked for, as a draft; the coordinator gets a mail.
    """
    require(by, Right.BUILD_REPORTS)
    row = _locked(report, version)
    _must_wait_for_review(row)
    row = _step(row, YearState.ACCEPTED, "accept_year", by=by, reviewed_at=timezone.now(), reviewed_by=by)
    scope = scope_of(ReportKind.PROVINCIAL, row.plan.code, str(row.year), row.province_id)
    start(scope=scope, why=str(_("The yearly report of the province was accepted anew.")), owner=by)
    return row


@transaction.atomic
def return_year(*, report: ProvinceYear, reason: str, version: int | None = None, by: Any) -> ProvinceYear:
    """The ministry gives a report back to its province, saying what should change; an accepted one too."""
    require(by, Right.BUILD_REPORTS)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what the province should change.")})
    row = _locked(report, version)
    if row.state != YearState.ACCEPTED:
        _must_wait_for_review(row)
    stamps = {"reviewed_at": timezone.now(), "reviewed_by": by, "review_note": reason.strip()}
    return _step(row, YearState.RETURNED, "return_year", by=by, **stamps)


def _must_wait_for_review(row: ProvinceYear) -> None:
    if row.state != YearState.SUBMITTED:
        raise NotNowError(_("This report does not wait for review."))


def _locked(report: ProvinceYear, version: int | None) -> ProvinceYear:
    rows = ProvinceYear.objects.select_for_update(of=("self",)).select_related("plan", "province")
    row = rows.get(pk=report.pk)
    if version is not None and version != row.version:
        raise ConflictError(row)
    return row


def _step(row: ProvinceYear, state: YearState, action: str, *, by: Any, **stamps: Any) -> ProvinceYear:
    row.state = state
    for name, value in stamps.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_by = by
    with pghistory.context(user=by.pk, action=action, reason=row.review_note):
        row.save()
    transaction.on_commit(lambda: ring(tell_of_year, str(row.pk), state.value))
    return row
