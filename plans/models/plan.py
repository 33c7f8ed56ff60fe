"""A plan as its document states it: statements, a tree of nodes to any depth, agencies, money.

Nothing is invented: what a document does not say stays empty and is shown as not stated.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from core.names import Bilingual, in_reader_language
from places.models import Province
from plans.choices import AgencyRole, Calendar, Reporting, StatementKind
from plans.models.agency import Agency
from plans.querysets import NodeQuerySet, PlanQuerySet
from thai.periods import Period, PeriodError, periods_between


@track()
class Plan(Bilingual, Stamped):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.TextField(_("Thai name"))
    name_en = models.TextField(_("English name"), blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by_th = models.CharField(_("approved by"), max_length=200, blank=True)
    approved_by_en = models.CharField(max_length=200, blank=True)
    calendar = models.CharField(max_length=8, choices=Calendar.choices, default=Calendar.FISCAL)
    reporting = models.CharField(max_length=9, choices=Reporting.choices, default=Reporting.HALF_YEAR)
    first_year = models.PositiveSmallIntegerField(_("first year (B.E.)"))
    last_year = models.PositiveSmallIntegerField(_("last year (B.E.)"))
    total_budget = models.DecimalField(_("total budget (baht)"), max_digits=15, decimal_places=2, null=True, blank=True)
    budget_source = models.TextField(_("source of the budget figure"), blank=True)
    source = models.TextField(_("source document"), blank=True)
    document = models.JSONField(default=dict, editable=False, help_text="the plan document as loaded")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_year__lte=models.F("last_year")),
                name="plan_years_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name_th

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.code])

    @property
    def approved_by(self) -> str:
        """Who approved it, in the reader's language."""
        return in_reader_language(self.approved_by_th, self.approved_by_en)

    @property
    def lead(self) -> list[PlanAgency]:
        """The agency that is responsible for the plan, as printed; no query after with_tree()."""
        return [part for part in self.plan_agencies.all() if part.role == AgencyRole.LEAD]

    @property
    def joint(self) -> list[PlanAgency]:
        """Agencies jointly responsible, in the order printed."""
        return [part for part in self.plan_agencies.all() if part.role == AgencyRole.SUPPORTING]

    @property
    def span(self) -> tuple[Period, Period]:
        """The plan's first and last year."""
        return _years(self.first_year, self.last_year, self.period_calendar)

    @property
    def period_calendar(self) -> Literal["fiscal", "calendar"]:
        """The calendar as thai.periods names it."""
        return "calendar" if self.calendar == Calendar.CALENDAR else "fiscal"

    @property
    def half_years(self) -> list[Period]:
        """The half-years of the plan, first to last."""
        first, last = self.span
        return periods_between(first.first_day, last.last_day, halves=True, calendar=self.period_calendar)

    @property
    def reporting_periods(self) -> list[Period]:
        """The periods for which its projects report, first to last: half-years, or years where the plan says so."""
        if self.reporting == Reporting.HALF_YEAR:
            return self.half_years
        first, last = self.span
        return periods_between(first.first_day, last.last_day, halves=False, calendar=self.period_calendar)

    def period(self, code: str) -> Period:
        """The period of a code, in the plan's calendar. Raises PeriodError where it is none or outside the plan."""
        period = Period.parse(code, calendar=self.period_calendar)
        if not self.first_year <= period.year <= self.last_year:
            raise PeriodError(f"{code} is outside the plan", code="outside_plan", value=code)
        return period

    @cached_property
    def tree(self) -> list[Node]:
        """The highest nodes, each with its `branches`, in the document's order; no query after with_tree()."""
        nodes = list(self.nodes.all())
        below: dict[int | None, list[Node]] = {}
        for node in nodes:
            below.setdefault(node.parent_id, []).append(node)
        for node in nodes:
            node.branches = below.get(node.pk, [])
        return below.get(None, [])


@lru_cache(maxsize=64)
def _years(first: int, last: int, calendar: Literal["fiscal", "calendar"]) -> tuple[Period, Period]:
    """Two years as periods. A page of figures asks for them a hundred times."""
    return Period(first, calendar=calendar), Period(last, calendar=calendar)


@track()
class Level(Bilingual, models.Model):
    """What a depth of the tree is called in this plan: แผนงาน, ยุทธศาสตร์, โครงการ, …"""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="levels")
    depth = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name_th = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    reports_progress = models.BooleanField(default=False, help_text="nodes of this level report each half-year")

    class Meta:
        ordering = ["depth"]
        constraints = [models.UniqueConstraint(fields=["plan", "depth"], name="one_level_per_depth")]

    def __str__(self) -> str:
        return self.name_th


@track()
class Statement(models.Model):
    """An objective, goal, vision, … of a plan, numbered as printed."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=10, choices=StatementKind.choices)
    number = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField()
    text_th = models.TextField()
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "kind", "number"], name="one_statement_per_number")]

    def __str__(self) -> str:
        return f"{self.number}) {self.text_th}"

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return in_reader_language(self.text_th, self.text_en)


@track()
class Node(Bilingual, Stamped):
    """A programme, strategy, project, … of the plan's tree. `number` is unique in the plan: 1, 1.3."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    level = models.ForeignKey(Level, models.PROTECT, related_name="nodes")
    number = models.CharField(_("number"), max_length=20)
    position = models.PositiveSmallIntegerField()
    name_th = models.TextField(_("Thai name"))
    name_en = models.TextField(_("English name"), blank=True)
    description_th = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="where it is not the plan's first")
    last_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="where it is not the plan's last")
    budget = models.DecimalField(_("budget (baht)"), max_digits=15, decimal_places=2, null=True, blank=True)
    agencies = models.ManyToManyField(Agency, through="NodeAgency", related_name="nodes")

    objects = NodeQuerySet.as_manager()
    branches: list[Node]

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_node_per_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.name_th}"

    def get_absolute_url(self) -> str:
        name = "plans:node" if self.level.reports_progress else "plans:programme"
        return reverse(name, args=[self.plan.code, self.number])

    @property
    def short_title(self) -> str:
        """What it is and its number: โครงการ 1.3."""
        return f"{self.level.name} {self.number}"

    def parts(self, role: str) -> list[NodeAgency]:
        """Its agencies of one role, in the order printed; no query after with_agencies()."""
        return [part for part in self.node_agencies.all() if part.role == role]

    @property
    def lead(self) -> list[NodeAgency]:
        """Lead agencies, in the order printed."""
        return self.parts(AgencyRole.LEAD)

    def answerable(self) -> set[int]:
        """Keys of the agencies that report for it: those that lead it, or the plan where no lead is stated."""
        return {part.agency_id for part in self.lead} or {
            part.agency_id for part in self.plan.plan_agencies.all() if part.role == AgencyRole.LEAD
        }

    @property
    def supporting(self) -> list[NodeAgency]:
        """Supporting agencies, in the order printed."""
        return self.parts(AgencyRole.SUPPORTING)

    @property
    def description(self) -> str:
        """The description in the reader's language."""
        return in_reader_language(self.description_th, self.description_en)

    def reports_in(self, period: Period) -> bool:
        """Whether it reports progress for a period: its level reports, and the period lies in its years."""
        if not self.level.reports_progress:
            return False
        first, last = self.years
        return first <= period.year <= last

    @property
    def years(self) -> tuple[int, int]:
        """Its first and last year: those of its plan where it has none of its own."""
        return self.first_year or self.plan.first_year, self.last_year or self.plan.last_year


@track()
class NodeAgency(models.Model):
    """An agency's part in a node, in the order and the words the document prints."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="node_agencies")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="node_agencies")
    role = models.CharField(max_length=10, choices=AgencyRole.choices)
    position = models.PositiveSmallIntegerField()
    printed = models.CharField(max_length=200)

    class Meta:
        ordering = ["role", "position"]
        constraints = [models.UniqueConstraint(fields=["node", "agency", "role"], name="one_part_per_agency_and_role")]


@track()
class PlanAgency(models.Model):
    """An agency responsible for the plan as a whole."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="plan_agencies")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="plan_agencies")
    role = models.CharField(max_length=10, choices=AgencyRole.choices)
    position = models.PositiveSmallIntegerField()
    printed = models.CharField(max_length=200)

    class Meta:
        ordering = ["role", "position"]


@track()
class BudgetLine(models.Model):
    """Money a plan's document allots, by node, year and area where it says so."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budget_lines")
    node = models.ForeignKey(Node, models.CASCADE, null=True, blank=True, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=15, decimal_places=2)
