from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right, right_required
from indicators.filters import CHECKS, Listing
from indicators.kinds import KINDS
from indicators.tables import related, table
from indicators.views.shared import NUMBERED, kind_or_404
from places.models import Province


@right_required(Right.VIEW_KPI_RECORDS)
@require_safe
def record_list(request: HttpRequest, kind: str) -> TemplateResponse:
    """All records of one kind, to find one and mend it."""
    shown = kind_or_404(kind)
    listing = Listing(shown, request.GET)
    asked = listing.applied(shown.model.objects.visible_to(request.user))
    page = Paginator(related(shown, asked), NUMBERED).get_page(request.GET.get("page"))
    may_enter = has_right(request.user, Right.EDIT_KPI_RECORDS)
    return TemplateResponse(
        request,
        "indicators/record_list.html",
        {
            "kind": shown,
            "listing": listing,
            "formats": {"xlsx": "Excel", "csv": "CSV"},
            "page_obj": page,
            "table": table(shown, page.object_list, request.user),
            "provinces": Province.objects.all(),
            "filters": _filters(listing),
            "checks": [(code, label, listing.check == code) for code, label in CHECKS.items()],
            "new_url": reverse("indicators:record_new", args=[kind]) if may_enter else "",
            "tabs": [
                {
                    "label": one.many,
                    "url": reverse("indicators:record_list", args=[one.slug]),
                    "current": one is shown,
                    "count": None,
                }
                for one in KINDS.values()
            ],
        },
    )


def _filters(listing: Listing) -> list[tuple[str, Any, list[tuple[str, Any, bool]]]]:
    """The disaggregations of this kind as boxes: name, label, options."""
    chosen = dict(listing.cut.values)
    return [
        (
            one.name,
            one.label,
            [(str(code), label, chosen.get(one.name) == code) for code, label in one.choices.choices],
        )
        for one in listing.kind.measure.dimensions
    ]
