"""A plan at a glance: what it wants, who does what, and how it stands in a period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.names import in_reader_language
from places import lookup
from plans import summaries
from plans.choices import StatementKind
from plans.models import Plan, Progress
from plans.permissions import may_read_progress, may_review
from plans.views.finding import find_plan, hinted
from thai.periods import Period, PeriodError

# A plan is expected to say these: a document without them has them shown as not stated.
EXPECTED = {StatementKind.OBJECTIVE, StatementKind.GOAL}
# What the lists of statements are called, in the order in which a plan is read.
GROUPS = {
    StatementKind.VISION: _("Vision"),
    StatementKind.OBJECTIVE: _("Objectives"),
    StatementKind.GOAL: _("Goals"),
    StatementKind.OUTCOME: _("Expected outcomes"),
    StatementKind.OUTPUT: _("Expected outputs"),
    StatementKind.MECHANISM: _("Implementation mechanisms"),
}


@login_not_required
@require_safe
@hinted
def plan_page(request: HttpRequest, plan: str) -> TemplateResponse:
    found = find_plan(plan, whole=True)
    period, unknown = chosen_period(found, request.GET.get("period", ""))
    context: dict[str, Any] = {"plan": found, "period": period, "unknown_period": unknown, **document_texts(found)}
    if may_read_progress(request.user):
        shown = Progress.objects.visible_to(request.user)
        discipline = summaries.reporting_discipline(found, period)
        context |= {
            "discipline": discipline,
            "money": summaries.money(found, period, reports=shown.checked(), has_nodes=False),
            "tabs": period_tabs(found, period),
            "may_review": may_review(request.user),
            "may_close": may_review(request.user) and timezone.localdate() > period.last_day,
        }
    else:
        shown = Progress.objects.none()
    table = summaries.progress_table(found, period, reports=shown)
    inside = {root.pk: below(root) | {root.pk} for root in found.tree}
    context["roots"] = [
        {"node": root, "lines": [line for line in table if line.node_id in inside[root.pk]]} for root in found.tree
    ]
    return TemplateResponse(request, "plans/plan.html", context)


def document_texts(plan: Plan) -> dict[str, Any]:
    """What the plan's document says in words: its statements by kind, its chapters, sources and remarks."""
    statements = list(plan.statements.all())
    groups = [
        {"title": title, "kind": kind, "statements": [each for each in statements if each.kind == kind]}
        for kind, title in GROUPS.items()
    ]
    document = plan.document
    return {
        "statement_groups": [group for group in groups if group["statements"] or group["kind"] in EXPECTED],
        "sections": [
            {"heading": _either(part, "heading_"), "text": _either(part, "")} for part in document.get("sections", [])
        ],
        "sources": [
            {
                "title": _either(part, "title_"),
                "url": part.get("url", ""),
                "date": date.fromisoformat(part["date"]) if "date" in part else None,
            }
            for part in document.get("sources", [])
        ],
        "notes": [_either(part, "") for part in document.get("notes", [])],
        "budget_lines": [_budget_line(line) for line in document.get("budget", {}).get("lines", [])],
    }


def _budget_line(line: dict[str, Any]) -> dict[str, Any]:
    """A line of the split of the money, as the document prints it; None for what it does not say."""
    province = lookup.provinces().by_code.get(line.get("province", ""))
    return {
        "node": line.get("node"),
        "year": line.get("year"),
        "where": in_reader_language(province.name_th, province.name_en) if province else line.get("area"),
        "amount": Decimal(str(line["amount_baht"])),
    }


def _either(part: dict[str, str], prefix: str) -> str:
    return in_reader_language(part.get(f"{prefix}th", ""), part.get(f"{prefix}en", ""))


def below(node: Any) -> set[int]:
    """The keys of all nodes below one."""
    return {key for branch in node.branches for key in (branch.pk, *below(branch))}


def chosen_period(plan: Plan, code: str) -> tuple[Period, str]:
    """(the period asked for, "") or, where that is none of the plan's, (the latest that has opened, what was asked)."""
    periods = plan.reporting_periods
    if code:
        try:
            period = plan.period(code)
        except PeriodError:
            period = None
        if period in periods:
            return period, ""
    today = timezone.localdate()
    opened = {row.period for row in plan.periods.all() if row.opens_on <= today}
    return next((period for period in reversed(periods) if str(period) in opened), periods[0]), code


def period_tabs(plan: Plan, current: Period) -> list[dict[str, Any]]:
    """The plan's periods as tabs of its page."""
    address = reverse("plans:plan", args=[plan.code])
    return [
        {"label": short_label(period), "url": f"{address}?period={period}#progress", "current": period == current}
        for period in plan.reporting_periods
    ]


def short_label(period: Period) -> str:
    """A period in a few words: ครึ่งปีแรก 2565."""
    return _short_label(period, get_language() or "th")


@lru_cache(maxsize=256)
def _short_label(period: Period, language: str) -> str:
    return period.label(language).split(" (")[0]
