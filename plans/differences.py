"""What a document would change, in words: what comes new, what reads otherwise, what goes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    Statement,
    Target,
)

# Columns that only keep rows together; a reader sees what they stand for elsewhere.
SILENT = {"document", "position", "plan_id", "plan", "node", "indicator_id", "source"}

# Columns that are called differently here from their forms, or stand in none.
LABELS: dict[str, Promise] = {
    "value": gettext_lazy("Target value"),
    "note_th": gettext_lazy("Thai text"),
    "note_en": gettext_lazy("English text"),
    "text_th": gettext_lazy("Thai text"),
    "text_en": gettext_lazy("English text"),
    "description_th": gettext_lazy("Thai description"),
    "description_en": gettext_lazy("English description"),
    "approved_by_en": gettext_lazy("approved by"),
    "calendar": gettext_lazy("calendar"),
    "reporting": gettext_lazy("how often projects report"),
    "first_year": gettext_lazy("first year (B.E.)"),
    "last_year": gettext_lazy("last year (B.E.)"),
    "reports_progress": gettext_lazy("whether progress is reported"),
    "number": gettext_lazy("number"),
    "parent_id": gettext_lazy("part of"),
    "level_id": gettext_lazy("level"),
    "node_id": gettext_lazy("project that it measures"),
    "goal_id": gettext_lazy("goal that it measures"),
    "kind": gettext_lazy("kind"),
    "measure": gettext_lazy("measure that computes it"),
    "direction": gettext_lazy("direction"),
    "cumulation": gettext_lazy("how periods add up"),
    "disaggregate_by": gettext_lazy("broken down by"),
    "unit_th": gettext_lazy("Thai unit"),
    "unit_en": gettext_lazy("English unit"),
    "numerator_th": gettext_lazy("numerator"),
    "numerator_en": gettext_lazy("numerator"),
    "denominator_th": gettext_lazy("denominator"),
    "denominator_en": gettext_lazy("denominator"),
    "baseline": gettext_lazy("baseline"),
    "baseline_period": gettext_lazy("period of the baseline"),
    "baseline_note": gettext_lazy("note on the baseline"),
    "source_en": gettext_lazy("how it is collected"),
    "printed": gettext_lazy("as printed"),
    "position": gettext_lazy("order"),
}


@dataclass(frozen=True)
class Difference:
    """One row: `kind` is new, changed or removed; `fields` are (name, before, after) of a changed one."""

    kind: str
    what: str
    fields: tuple[tuple[str, str, str], ...] = ()


def of_row(kind: str, row: Any, changed: dict[str, tuple[Any, Any]] | None = None) -> Difference | None:
    """The difference that a row makes; None where nothing of it is for a reader."""
    fields = tuple(
        (_label(row, name), _said(before), _said(after))
        for name, (before, after) in (changed or {}).items()
        if name not in SILENT
    )
    if kind == "changed" and not fields:
        return None
    return Difference(kind, called(row), fields)


def called(row: Any) -> str:
    """What a row is called in a difference: โครงการ 1.2 โครงการ…"""
    match row:
        case Plan():
            return _("Plan %(name)s") % {"name": row.code}
        case Node():
            return f"{row.level.name} {row.number} {row.name}"
        case Level():
            return _("Level %(name)s") % {"name": row.name}
        case Statement():
            return f"{row.get_kind_display()} {row.number} {row.text}"
        case Indicator():
            return _("Indicator %(name)s") % {"name": f"{row.code} {row.short_name}"}
        case Target():
            where = row.province.name if row.province else _("the whole country")
            of = {"code": row.indicator.code, "period": row.period, "where": where, "value": _said(row.value)}
            return _("Target of %(code)s, %(period)s, %(where)s: %(value)s") % of
        case Agency():
            return _("Agency %(name)s") % {"name": row.name}
        case NodeAgency() | PlanAgency():
            of_what = row.node.number if isinstance(row, NodeAgency) else row.plan.code
            return f"{of_what}: {row.get_role_display()} {row.printed}"
        case BudgetLine():
            return _("Budget line %(amount)s") % {"amount": _said(row.amount)}
        case PlanPeriod():
            return _("Reporting period %(period)s") % {"period": row.period}
    return str(row)


def _label(row: Any, name: str) -> str:
    known = LABELS.get(name)
    return str(known or row._meta.get_field(name.removesuffix("_id")).verbose_name)


def _said(value: Any) -> str:
    if value is None or value == "" or value == []:
        return _("Not stated")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
