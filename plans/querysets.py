"""Reads of plans and their progress, chained as QuerySet methods. Every scope starts from the reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.aggregates import JSONBAgg
from django.db import models
from django.db.models import Count, Exists, JSONField, Max, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, JSONObject

from accounts.permissions import Right, has_right
from core.reading import rows
from plans.choices import AgencyRole, ProgressState

if TYPE_CHECKING:
    from plans.models import Agency, Node, Plan, PlanPeriod, Progress, WindowException  # noqa: F401 - ruff does not see names in quotes

# What the committee and the public-facing figures may rest on: checked by the ministry.
CHECKED = (ProgressState.ACCEPTED, ProgressState.CLOSED)
# Sent in by the lead agency, whatever the ministry made of it since.
SENT = (ProgressState.SUBMITTED, *CHECKED)


def _stamps(prefix: str = "") -> list[str]:
    """Who wrote a row and when: a page that shows a hundred rows of a plan shows neither."""
    return [f"{prefix}{name}" for name in ("created_at", "created_by", "updated_at", "updated_by")]


def _count(rows: models.QuerySet[Any]) -> Coalesce:
    """How many rows a correlated query finds, 0 where it finds none."""
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)


class AgencyQuerySet(models.QuerySet["Agency"]):
    def of(self, user: Any) -> AgencyQuerySet:
        """The agencies a user reports for."""
        return self.filter(members__user=user)


class PlanQuerySet(models.QuerySet["Plan"]):
    def with_counts(self) -> PlanQuerySet:
        """With `programmes` (highest nodes) and `projects` (nodes that report progress)."""
        nodes = apps.get_model("plans", "Node").objects.filter(plan=OuterRef("pk")).order_by().values("plan")
        return self.annotate(
            programmes=_count(nodes.filter(parent=None)), projects=_count(nodes.filter(level__reports_progress=True))
        )

    def with_tree(self) -> PlanQuerySet:
        """With statements, indicators, agencies and all nodes, but for their windows: six queries for any plan.

        Pages ask `plans.trees`, which keeps what is read here.
        """
        parts = apps.get_model("plans", "PlanAgency").objects.select_related("agency").defer(*_stamps("agency__"))
        nodes = apps.get_model("plans", "Node").objects.select_related("level").with_agencies()
        return self.prefetch_related(
            "statements",
            "indicators",
            Prefetch("plan_agencies", parts),
            Prefetch("nodes", nodes.defer(*_stamps())),
        )


class PlanPeriodQuerySet(models.QuerySet["PlanPeriod"]):
    def with_extensions(self) -> PlanPeriodQuerySet:
        """With `extensions`: {"agency": pk, "until": "2022-05-31"} of every exception in force; no query more.

        In order of the plan and the period, said here because a query that groups leaves the model's order out.
        """
        given = JSONObject(agency="exceptions__agency_id", until="exceptions__until")
        in_force = Q(exceptions__ended_at=None, exceptions__agency__isnull=False)
        found = self.annotate(extensions=JSONBAgg(given, filter=in_force, default=Value([], JSONField())))
        return found.order_by("plan_id", "period")

    def read_with_extensions(self, plan: int) -> PlanPeriodQuerySet:
        """A plan's windows as `with_extensions` has them, read by hand, as every page of a plan asks for them."""
        given = """coalesce((SELECT jsonb_agg(jsonb_build_object('agency', e.agency_id, 'until', e.until))
            FROM plans_windowexception e WHERE e.period_id = plans_planperiod.id AND e.ended_at IS NULL
            AND e.agency_id IS NOT NULL), '[]')::json"""
        found = self.all()
        read: list[Any] = list(
            rows(
                apps.get_model("plans", "PlanPeriod"),
                "plan_id = %s ORDER BY period",
                [plan],
                also={"extensions": given},
            )
        )
        found._result_cache = read
        return found


class WindowExceptionQuerySet(models.QuerySet["WindowException"]):
    def in_force(self) -> WindowExceptionQuerySet:
        """Those that nobody has ended; whether their day has passed is the window's to say."""
        return self.filter(ended_at=None)

    def last_day(self) -> date | None:
        """The latest last day of these, or None where there is none."""
        found: date | None = self.in_force().aggregate(last=Max("until"))["last"]
        return found

    def for_report(self, node: Node, user: Any = None) -> WindowExceptionQuerySet:
        """Those given to an agency that answers for a node; for one user only those of the user's own agencies."""
        found = self.filter(agency__in=node.answerable())
        if user is not None and not has_right(user, Right.WHOLE_COUNTRY):
            found = found.filter(agency__members__user=user.pk)
        return found

    def for_provinces(self, codes: Iterable[str]) -> WindowExceptionQuerySet:
        """Those given to provinces."""
        return self.filter(province__in=list(codes))


class NodeQuerySet(models.QuerySet["Node"]):
    def with_agencies(self) -> NodeQuerySet:
        """With their agencies in the order printed: one query more."""
        parts = apps.get_model("plans", "NodeAgency").objects.select_related("agency").defer(*_stamps("agency__"))
        return self.prefetch_related(Prefetch("node_agencies", parts))

    def reporting(self) -> NodeQuerySet:
        """Those that report progress each period."""
        return self.filter(level__reports_progress=True)

    def led_by(self, user: Any) -> NodeQuerySet:
        """Those that an agency of the user leads; where no lead is stated, those of a plan that it leads as a whole."""
        leads = apps.get_model("plans", "NodeAgency").objects.filter(node=OuterRef("pk"), role=AgencyRole.LEAD)
        whole = apps.get_model("plans", "PlanAgency").objects.filter(
            plan=OuterRef("plan_id"), role=AgencyRole.LEAD, agency__members__user=user.pk
        )
        return self.filter(Exists(leads.filter(agency__members__user=user.pk)) | (~Exists(leads) & Exists(whole)))

    def reportable_by(self, user: Any) -> NodeQuerySet:
        """Those whose progress the user may report: of the agencies that are the user's, or all with WHOLE_COUNTRY."""
        if not has_right(user, Right.REPORT_PROGRESS):
            return self.none()
        return self.reporting() if has_right(user, Right.WHOLE_COUNTRY) else self.reporting().led_by(user)


class ProgressQuerySet(models.QuerySet["Progress"]):
    def in_force(self) -> ProgressQuerySet:
        """One row for each node and period: the report, or the latest correction of it that was accepted."""
        # Not as a correlated QuerySet, which takes longer to put together than PostgreSQL takes to answer.
        sql = "SELECT corrects_id FROM plans_progress WHERE corrects_id IS NOT NULL AND state = %s"
        corrected = RawSQL(sql, [ProgressState.CLOSED])  # noqa: S611 - SQL of our own, its value bound
        return self.filter(Q(corrects=None) | Q(state=ProgressState.CLOSED), ~Q(pk__in=corrected))

    def checked(self) -> ProgressQuerySet:
        """Those that the ministry accepted."""
        return self.filter(state__in=CHECKED)

    def sent(self) -> ProgressQuerySet:
        """Those that the lead agency sent in and that were not returned."""
        return self.filter(state__in=SENT)

    def pending_corrections(self) -> ProgressQuerySet:
        """Corrections on their way: not accepted yet."""
        return self.exclude(corrects=None).exclude(state=ProgressState.CLOSED)

    def editable_by(self, user: Any) -> ProgressQuerySet:
        """Those of the projects that the user reports for, in any state."""
        nodes = apps.get_model("plans", "Node").objects.reportable_by(user)
        return self.filter(node__in=nodes.order_by())

    def visible_to(self, user: Any) -> ProgressQuerySet:
        """What a reader may read: the ministry all, a lead agency its own, every reader what is accepted."""
        if has_right(user, Right.REVIEW_PROGRESS):
            return self
        may_read = Q(state__in=CHECKED) if has_right(user, Right.VIEW_REPORTS) else Q(pk__in=[])
        if has_right(user, Right.REPORT_PROGRESS):
            nodes = apps.get_model("plans", "Node").objects.reportable_by(user)
            may_read |= Q(node__in=nodes.order_by())
        return self.filter(may_read)
