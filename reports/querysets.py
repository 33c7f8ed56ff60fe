"""Reads of reports; every list starts from `visible_to`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, JSONField, Q, Value

from accounts.permissions import Right, has_right
from core.models import JobQuerySet, JobState

if TYPE_CHECKING:
    from reports.models import Report  # noqa: F401 - ruff does not see names in quotes


class ReportQuerySet(JobQuerySet["Report"]):
    def visible_to(self, user: Any) -> ReportQuerySet:
        """National reports for everyone who may read reports; a province's for the country and for itself."""
        if not has_right(user, Right.VIEW_REPORTS):
            return self.none()
        if has_right(user, Right.WHOLE_COUNTRY):
            return self
        return self.filter(Q(province=None) | Q(province__in=user.province_codes))

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

    def of(self, *, kind: str, plan: Any, period: str, province: Any = None) -> ReportQuerySet:
        """Reports of one thing."""
        return self.filter(kind=kind, plan=plan, period=period, province=province)
