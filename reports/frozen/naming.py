"""What a figure of a report is called above its records, and where the same is found as it stands today."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.formats import as_period
from forum.models import FollowUpStatus
from indicators.measures import measure_of
from organisations.choices import Status, Taxonomy
from organisations.terms import current_terms
from places.models import Province, Region
from plans.models import Indicator, Node
from reports.content.changes import part_name
from reports.frozen.finding import Found
from reports.models import Report

_TERMS = {
    "issue": Taxonomy.ISSUE,
    "expertise": Taxonomy.EXPERTISE,
    "form": Taxonomy.LEGAL_FORM,
    "level": Taxonomy.LEVEL,
    "capacity": Taxonomy.CAPACITY,
}


def named(report: Report, found: Found) -> str:
    """The figure in words: its indicator, project or values, and its period."""
    about = found.about
    if found.kind == "k":
        indicator = Indicator.objects.get(plan=report.plan_id, code=about[0])
        words = [
            f"{indicator.code} {indicator.short_name}",
            _period(report, about[1]),
            *_values(indicator, about[2:]),
        ]
        return " · ".join(words)
    if found.kind == "o":
        return " · ".join([_("Verified organisations"), *_values(None, about)])
    if found.kind == "m":
        span = _("In this period") if about[1] == "in_period" else _("From the beginning")
        return " · ".join([_("Budget and disbursement"), _project(report, about[0]), span])
    if found.kind in {"p", "s"}:
        return " · ".join([_("Project reports"), _project(report, about[0])])
    if found.kind == "d":
        return " · ".join([_("Reporting discipline"), _period(report, about[0]), *filter(None, about[1:3])])
    if found.kind == "t":
        return _("Proposal %(number)s") % {"number": about[0]}
    if found.kind == "w":
        return " · ".join([_("Forum follow-up entries"), str(dict(FollowUpStatus.choices).get(about[0], about[0]))])
    if found.kind == "v":
        return _province(about[0]) if about[0] else _("Yearly reports of provinces")
    if found.kind == "c":
        words_of = {
            "before": _("Report before"),
            "new": _("New"),
            "gone": _("Gone"),
            "changed": _("Corrected"),
            "now": _("This report"),
        }
        part = part_name(about[0].replace("~", "/"), found.model, report.plan.calendar)
        return f"{part} · {words_of[about[1]]}"
    return str(_("Records behind the figures"))


def today(report: Report, found: Found) -> str:
    """The page of the same figure as it stands today; "" where there is none."""
    pairs = dict(zip(found.about[::2], found.about[1::2], strict=False))
    where = {"province": report.province_id} if report.province_id else {}
    if found.kind == "k":
        cut = dict(zip(found.about[2::2], found.about[3::2], strict=False))
        address = reverse("indicators:records", args=[report.plan.code, found.about[0]])
        return f"{address}?{urlencode({'period': found.about[1], **cut})}"
    if found.kind == "o" and "" not in pairs.values():
        return f"{reverse('organisations:list')}?{urlencode({'state': 'verified', **pairs, **where})}"
    return ""


def _values(indicator: Indicator | None, pairs: tuple[str, ...]) -> list[str]:
    return [_value(indicator, name, code) for name, code in zip(pairs[::2], pairs[1::2], strict=True)]


def _value(indicator: Indicator | None, name: str, code: str) -> str:
    if name == "province":
        return _("Without a province") if code == "none" else _province(code)
    if name == "region":
        region = Region.objects.filter(code=code).first()
        return region.name if region else code
    if name == "reading":
        return _("Sum over the period")
    if name == "status":
        return str(dict(Status.choices).get(code, code))
    if name in _TERMS:
        term: Any = current_terms().of(_TERMS[name]).get(code)
        return str(term.name) if term else code or _("Not stated")
    measure = measure_of(indicator) if indicator else None
    dimension = measure.dimension(name) if measure else None
    return str(dict(dimension.choices.choices).get(code, code)) if dimension else code


def _period(report: Report, code: str) -> str:
    return as_period(report.plan.period(code))


def _province(code: str) -> str:
    found = Province.objects.filter(code=code).first()
    return found.name if found else code


def _project(report: Report, number: str) -> str:
    node = Node.objects.filter(plan=report.plan_id, number=number).first()
    return f"{number} {node.name}" if node else report.plan.name
