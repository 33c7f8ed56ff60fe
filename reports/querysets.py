"""Reads of reports; every list starts from `visible_to`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Func, JSONField, Q, Value
from django.db.models.fields.json import KeyTransform

from accounts.permissions import Right, has_right
from core.models import JobQuerySet, JobState
from reports.choices import FINAL, Standing, YearState
from thai.periods import Period

if TYPE_CHECKING:
    from reports.models import ProvinceYear, Report
    from reports.scope import Scope


class ReportQuerySet(JobQuerySet["Report"]):
    def visible_to(self, user: Any) -> ReportQuerySet:
        """Issued reports for everyone who may read reports, drafts for who makes them.

        A province's report is for the country and for itself, its draft too, which its coordinator writes.
        """
        if not has_right(user, Right.VIEW_REPORTS):
            return self.none()
        if has_right(user, Right.BUILD_REPORTS):
            return self
        issued = Q(standing__in=FINAL)
        if has_right(user, Right.WHOLE_COUNTRY):
            return self.filter(issued)
        return self.filter(issued & Q(province=None) | Q(province__in=user.province_codes))

    def listed(self) -> ReportQuerySet:
        """For a list: with what it shows and without the frozen data, which may be large."""
        return self.select_related("plan", "province", "owner").prefetch_related("files").defer("snapshot")

    def content_of(self, pk: Any) -> dict[str, Any]:
        """The frozen data of a report without the lists of records behind them, which no page shows."""
        content = Func(
            F("snapshot"), Value("records"), template="(%(expressions)s)", arg_joiner=" - ", output_field=JSONField()
        )
        frozen: dict[str, Any] = self.values_list(content, flat=True).get(pk=pk)
        return frozen

    def in_the_works(self) -> ReportQuerySet:
        """Those that are asked for and not built yet."""
        return self.filter(state__in=[JobState.QUEUED, JobState.RUNNING])

    def issued(self) -> ReportQuerySet:
        """Those that are the ministry's word today."""
        return self.filter(standing=Standing.ISSUED)

    def sealed_as(self, seal: str) -> ReportQuerySet:
        """Built reports whose digest begins with these letters, as a foot of a page shows them."""
        return self.filter(state=JobState.DONE, digest__startswith=seal.lower()).exclude(digest="")

    def last_before(self, scope: Scope) -> Report | None:
        """The issued report that one of this scope follows: of the same period where there is one, else an earlier."""
        same = self.issued().filter(kind=scope.kind, plan=scope.plan, province=scope.province)
        ended = {
            report: Period.parse(report.period, calendar=scope.plan.period_calendar)
            for report in same.defer("snapshot")
        }
        before = [report for report, period in ended.items() if period.last_day <= scope.period.last_day]
        return max(before, key=lambda report: ended[report].last_day, default=None)

    def of(self, *, kind: str, plan: Any, period: str, province: Any = None) -> ReportQuerySet:
        """Reports of one thing."""
        return self.filter(kind=kind, plan=plan, period=period, province=province)


def part_of(pk: Any, *path: str) -> Any:
    """One part of a report's frozen data, such as ("records", "registry"); None where it has no such part."""
    from reports.models import Report  # lazy: the models are made of these QuerySets

    key: Any = KeyTransform(path[0], "snapshot")
    for name in path[1:]:
        key = KeyTransform(name, key)
    return Report.objects.filter(pk=pk).values_list(key, flat=True).get()


class ProvinceYearQuerySet(models.QuerySet["ProvinceYear"]):
    def visible_to(self, user: Any) -> ProvinceYearQuerySet:
        """All for the ministry, the accepted ones for who reads for the whole country, one's own for a province."""
        if not has_right(user, Right.VIEW_REPORTS):
            return self.none()
        if has_right(user, Right.BUILD_REPORTS):
            return self
        if has_right(user, Right.WHOLE_COUNTRY):
            return self.accepted()
        return self.filter(province__in=user.province_codes)

    def editable_by(self, user: Any) -> ProvinceYearQuerySet:
        """Those of the user's provinces, or of all."""
        if not has_right(user, Right.WRITE_YEARLY_REPORTS):
            return self.none()
        return self if has_right(user, Right.WHOLE_COUNTRY) else self.filter(province__in=user.province_codes)

    def of(self, plan: Any, year: int, province: Any) -> ProvinceYear | None:
        """The one of a province and a year, with those who sent and reviewed it."""
        found = self.select_related("plan", "province", "submitted_by", "reviewed_by")
        return found.filter(plan=plan, year=year, province=province).first()

    def accepted(self) -> ProvinceYearQuerySet:
        """Those that the ministry has taken: the only ones that other reports tell."""
        return self.filter(state=YearState.ACCEPTED)

    def given(self) -> ProvinceYearQuerySet:
        """Those that the ministry has or had: not the drafts."""
        return self.exclude(state=YearState.DRAFT)
