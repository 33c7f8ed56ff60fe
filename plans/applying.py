"""A checked plan document made into rows. A row that already says what the document says is not touched.

Rows are known by what is printed: a node by its number, an indicator by its code, an agency by its code. So a later
version of a plan changes rows in place, and what was reported about them stays theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.checks.tree import level_depth
from plans.choices import AgencyRole, StatementKind
from plans.columns import decimal, figure, indicator_values
from plans.differences import Difference, of_row
from plans.kept import kept_elsewhere
from plans.models import (
    Agency,
    BudgetLine,
    Indicator,
    Level,
    Node,
    NodeAgency,
    Plan,
    PlanAgency,
    PlanPeriod,
    Progress,
    Statement,
    Target,
)
from plans.reading import Document, DocumentError, Path, Problem
from plans.windows import window

STATEMENTS = {
    "vision": StatementKind.VISION,
    "objectives": StatementKind.OBJECTIVE,
    "goals": StatementKind.GOAL,
    "outcomes": StatementKind.OUTCOME,
    "outputs": StatementKind.OUTPUT,
    "mechanisms": StatementKind.MECHANISM,
}
# What an indicator is; values that were observed of one nature mean nothing under another.
NATURE = ("kind", "measure", "cumulation", "direction", "unit_th")


@dataclass
class Changes:
    """How many rows a document made, changed, left as they were and took away."""

    created: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0


@dataclass
class Application:
    """One document on its way into the tables, for one user (or none, from the command line)."""

    document: Document
    by: Any = None
    is_noted: bool = False  # whether every difference is put into words
    changes: Changes = field(default_factory=Changes)
    problems: list[Problem] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def run(self) -> Plan:
        """Bring the tables to what the document says. Raises DocumentError where that would lose what was reported."""
        data = self.document.data
        agencies = self._agencies(data.get("agencies", []))
        plan = self._plan(data)
        levels = self._levels(plan, data.get("levels", []))
        statements = self._statements(plan, data)
        nodes = self._nodes(plan, levels, agencies)
        indicators = self._indicators(plan, nodes, statements, data.get("indicators", []))
        responsible = data.get("responsible", {})
        parts = [(AgencyRole.LEAD, responsible.get("lead", [])), (AgencyRole.SUPPORTING, responsible.get("joint", []))]
        self._parts(plan.plan_agencies.all(), PlanAgency, {"plan": plan}, parts, agencies)
        self._budget_lines(plan, nodes, data.get("budget", {}).get("lines", []))
        self._periods(plan)
        self._remove(plan.indicators.exclude(pk__in=[row.pk for row in indicators.values()]), ("indicators",))
        self._remove(plan.nodes.exclude(pk__in=[row.pk for row in nodes.values()]), ("nodes",))
        self._remove(plan.statements.exclude(pk__in=[row.pk for row in statements.values()]), ())
        self._remove(plan.levels.exclude(pk__in=[row.pk for row in levels]), ("levels",))
        if self.problems:
            raise DocumentError(self.problems)
        return plan

    def _note(self, kind: str, row: Any, changed: dict[str, tuple[Any, Any]] | None = None) -> None:
        if self.is_noted and (difference := of_row(kind, row, changed)):
            self.differences.append(difference)

    def _put(self, model: type[Any], existing: Any, values: dict[str, Any]) -> Any:
        """The row with these values: a new one, the existing one changed, or as it is."""
        if existing is None:
            self.changes.created += 1
            stamp = {"created_by": self.by, "updated_by": self.by} if hasattr(model, "created_by") else {}
            made = model.objects.create(**values, **stamp)
            self._note("new", made)
            return made
        differing = {name: value for name, value in values.items() if getattr(existing, name) != value}
        if not differing:
            self.changes.same += 1
            return existing
        self.changes.changed += 1
        self._note("changed", existing, {name: (getattr(existing, name), value) for name, value in differing.items()})
        for name, value in differing.items():
            setattr(existing, name, value)
        if hasattr(model, "updated_by"):
            existing.updated_by = self.by
        existing.save()
        return existing

    def _agencies(self, given: list[dict[str, Any]]) -> dict[str, Agency]:
        known = {agency.code: agency for agency in Agency.objects.filter(code__in=[item["code"] for item in given])}
        by_code = {item["code"]: item for item in given}
        done: dict[str, Agency] = {}

        def put(code: str) -> Agency:
            if code not in done:
                item = by_code[code]
                done[code] = self._put(
                    Agency,
                    known.get(code),
                    {
                        "code": code,
                        "name_th": item["name_th"],
                        "name_en": item.get("name_en", ""),
                        "abbreviation": item.get("abbreviation", ""),
                        "kind": item.get("kind", ""),
                        "parent_id": put(item["parent"]).pk if "parent" in item else None,
                    },
                )
            return done[code]

        for item in given:
            put(item["code"])
        return done

    def _plan(self, data: dict[str, Any]) -> Plan:
        existing = Plan.objects.filter(code=data["code"]).first()
        approved, budget = data.get("approved_by", {}), data.get("budget", {})
        sources = {source["code"]: source["title_th"] for source in data.get("sources", [])}
        values = {
            "code": data["code"],
            "name_th": data["name_th"],
            "name_en": data["name_en"],
            "approved_on": date.fromisoformat(data["approved_on"]) if "approved_on" in data else None,
            "approved_by_th": approved.get("th", ""),
            "approved_by_en": approved.get("en", ""),
            "calendar": data["calendar"],
            "reporting": data.get("reporting", "half-year"),
            "first_year": data["first_year"],
            "last_year": data["last_year"],
            "total_budget": decimal(budget.get("total_baht")),
            "budget_source": sources.get(budget.get("source", ""), ""),
            "source": "\n".join(sources.values()),
            "document": data,
        }
        if existing:
            for name in ("calendar", "reporting"):
                if getattr(existing, name) != values[name] and Progress.objects.filter(node__plan=existing).exists():
                    message = _("“%(name)s” cannot change any more: projects have reported by it already.")
                    self.problems.append(self.document.problem((name,), message, name=name))
        plan: Plan = self._put(Plan, existing, values)
        return plan

    def _levels(self, plan: Plan, given: list[dict[str, Any]]) -> list[Level]:
        known = {level.depth: level for level in plan.levels.all()}
        return [
            self._put(
                Level,
                known.get(depth),
                {
                    "plan_id": plan.pk,
                    "depth": depth,
                    "code": item["code"],
                    "name_th": item["name_th"],
                    "name_en": item["name_en"],
                    "reports_progress": item.get("reports_progress", depth == len(given) - 1),
                },
            )
            for depth, item in enumerate(given)
        ]

    def _statements(self, plan: Plan, data: dict[str, Any]) -> dict[tuple[str, str], Statement]:
        known = {(row.kind, row.number): row for row in plan.statements.all()}
        done: dict[tuple[str, str], Statement] = {}

        def put(kind: str, item: dict[str, Any], parent: Statement | None) -> None:
            values = {
                "plan_id": plan.pk,
                "kind": kind,
                "number": item["number"],
                "parent_id": parent and parent.pk,
                "position": sum(1 for other, _number in done if other == kind),
                "text_th": item["th"],
                "text_en": item.get("en", ""),
            }
            key = (kind, item["number"])
            done[key] = self._put(Statement, known.get(key), values)
            for child in item.get("children", []):
                put(kind, child, done[key])

        for name, kind in STATEMENTS.items():
            for item in data.get(name, []):
                put(kind.value, item, None)
        return done

    def _nodes(self, plan: Plan, levels: list[Level], agencies: dict[str, Agency]) -> dict[str, Node]:
        known = {node.number: node for node in plan.nodes.with_agencies()}
        depths = {level.code: level.depth for level in levels}
        found: dict[Path, tuple[int, Node | None]] = {(): (-1, None)}
        done: dict[str, Node] = {}
        for path, item, above in self.document.walk():
            depth_above, parent = found[above]
            depth = level_depth(item, depth_above, depths)
            values = {
                "plan_id": plan.pk,
                "parent_id": parent and parent.pk,
                "level_id": levels[depth].pk,
                "number": item["number"],
                "position": len(done),
                "name_th": item["th"],
                "name_en": item.get("en", ""),
                "description_th": item.get("description_th", ""),
                "description_en": item.get("description_en", ""),
                "first_year": item.get("first_year"),
                "last_year": item.get("last_year"),
                "budget": decimal(item.get("budget_baht")),
            }
            existing = known.get(item["number"])
            node: Node = self._put(Node, existing, values)
            parts = [(AgencyRole.LEAD, item.get("lead", [])), (AgencyRole.SUPPORTING, item.get("supporting", []))]
            self._parts(existing.node_agencies.all() if existing else (), NodeAgency, {"node": node}, parts, agencies)
            found[path] = (depth, node)
            done[node.number] = node
        return done

    def _parts(
        self,
        rows: Iterable[Any],
        model: type[Any],
        of: dict[str, Any],
        given: Sequence[tuple[str, list[dict[str, Any]]]],
        agencies: dict[str, Agency],
    ) -> None:
        known = {(row.role, row.agency_id): row for row in rows}
        new: list[Any] = []
        for role, parts in given:
            for position, part in enumerate(parts):
                agency = agencies[part["agency"]]
                values = {
                    **of,
                    "agency_id": agency.pk,
                    "role": role,
                    "position": position,
                    "printed": part.get("printed", str(agency)),
                }
                existing = known.pop((role, agency.pk), None)
                if existing is None:
                    new.append(model(**values))
                else:
                    self._put(model, existing, values)
        self.changes.created += len(model.objects.bulk_create(new))
        for row in new:
            self._note("new", row)
        for row in known.values():
            self._note("removed", row)
            row.delete()
            self.changes.removed += 1

    def _indicators(
        self,
        plan: Plan,
        nodes: dict[str, Node],
        statements: dict[tuple[str, str], Statement],
        given: list[dict[str, Any]],
    ) -> dict[str, Indicator]:
        known = {row.code: row for row in plan.indicators.prefetch_related("targets")}
        done: dict[str, Indicator] = {}
        for position, item in enumerate(given):
            goal = statements[StatementKind.GOAL.value, item["goal"]] if "goal" in item else None
            existing = known.get(item["code"])
            values = {
                "plan_id": plan.pk,
                "node_id": nodes[item["node"]].pk if "node" in item else None,
                "goal_id": goal and goal.pk,
                "position": position,
                **indicator_values(item),
            }
            self._keep_nature(existing, values, ("indicators", position))
            indicator: Indicator = self._put(Indicator, existing, values)
            self._targets(indicator, plan, item.get("targets", []))
            done[indicator.code] = indicator
        return done

    def _keep_nature(self, existing: Indicator | None, values: dict[str, Any], path: Path) -> None:
        if existing is None or all(getattr(existing, name) == values[name] for name in NATURE):
            return
        if kept_elsewhere(Indicator.objects.filter(pk=existing.pk)):
            message = _(
                "The nature of %(code)s cannot change: it has values. Give the new indicator a code of its own."
            )
            self.problems.append(self.document.problem(path, message, code=existing.code))

    def _targets(self, indicator: Indicator, plan: Plan, given: list[dict[str, Any]]) -> None:
        known = {(row.period, row.province_id): row for row in indicator.targets.all()}
        for item in given:
            key = (item.get("period", str(plan.last_year)), item.get("province"))
            value, words = figure(item["value"])
            values = {
                "indicator_id": indicator.pk,
                "period": key[0],
                "province_id": key[1],
                "value": value,
                "note_th": words or item.get("th", ""),
                "note_en": item.get("en", ""),
            }
            self._put(Target, known.pop(key, None), values)
        for row in known.values():
            self._note("removed", row)
            row.delete()
            self.changes.removed += 1

    def _budget_lines(self, plan: Plan, nodes: dict[str, Node], given: list[dict[str, Any]]) -> None:
        # A line has no name of its own: as soon as one differs, all are written anew.
        wanted = [
            (
                nodes[item["node"]].pk if "node" in item else None,
                item.get("year"),
                item.get("province"),
                item.get("area", ""),
                decimal(item["amount_baht"]),
            )
            for item in given
        ]
        names = ("node_id", "year", "province_id", "area", "amount")
        if list(plan.budget_lines.order_by("id").values_list(*names)) == wanted:
            self.changes.same += len(wanted)
            return
        for row in plan.budget_lines.all():
            self._note("removed", row)
        self.changes.removed += plan.budget_lines.all().delete()[0]
        lines = [BudgetLine(plan=plan, **dict(zip(names, line, strict=True))) for line in wanted]
        self.changes.created += len(BudgetLine.objects.bulk_create(lines))
        for line in lines:
            self._note("new", line)

    def _periods(self, plan: Plan) -> None:
        known = {row.period: row for row in plan.periods.all()}
        for period in plan.reporting_periods:
            if known.pop(str(period), None) is None:
                opens_on, due_on = window(period)
                PlanPeriod.objects.create(
                    plan=plan,
                    period=str(period),
                    opens_on=opens_on,
                    due_on=due_on,
                    created_by=self.by,
                    updated_by=self.by,
                )
                self.changes.created += 1
        for row in known.values():
            if row.is_closed or Progress.objects.filter(node__plan=plan, period=row.period).exists():
                message = _("%(period)s cannot fall outside the plan: projects have reported for it.")
                path = ("last_year",) if int(row.period[:4]) > plan.last_year else ("first_year",)
                self.problems.append(self.document.problem(path, message, period=row.period))
            else:
                self._note("removed", row)
                row.delete()
                self.changes.removed += 1

    def _remove(self, gone: models.QuerySet[Any], path: Path) -> None:
        kept = kept_elsewhere(gone)
        for row in kept:
            message = _("“%(given)s” cannot be left out: there are reports, values or proposals that belong to it.")
            self.problems.append(self.document.problem(path, message, given=getattr(row, "number", "") or row.code))
        if not kept:
            for row in gone:
                self._note("removed", row)
            self.changes.removed += gone.count()
            gone.delete()
