"""Finding the indicator that an address names."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from indicators.kinds import KINDS, Kind
from plans.models import Indicator

NUMBERED = 50  # rows on a page


def indicator_or_404(plan: str, code: str) -> Indicator:
    """The indicator of a plan by both codes."""
    rows = Indicator.objects.select_related("plan").defer("plan__document")
    found: Indicator = get_object_or_404(rows, plan__code=plan, code=code)
    return found


def kind_or_404(slug: str) -> Kind:
    """The kind of records of an address."""
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def kind_by_measure(measure: Any) -> Kind | None:
    """The kind of records that a measure counts."""
    return next((kind for kind in KINDS.values() if kind.measure is measure), None)
