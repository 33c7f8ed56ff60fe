"""What a document would change, in words: what comes new, what reads otherwise, what goes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

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
    column = row._meta.get_field(name.removesuffix("_id"))
    return str(column.verbose_name)


def _said(value: Any) -> str:
    if value is None or value == "" or value == []:
        return _("Not stated")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
