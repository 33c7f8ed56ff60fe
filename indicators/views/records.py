from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from indicators import figures
from indicators.exporting import Export
from indicators.filters import Asked, read
from indicators.history import revived, with_members_at
from indicators.history_files import records_csv, values_csv
from indicators.kinds import Kind
from indicators.measures import measure_of
from indicators.tables import related, table
from indicators.views.shared import NUMBERED, indicator_or_404, kind_by_measure
from organisations.terms import current_terms
from organisations.views.export import answer


@right_required(Right.VIEW_KPI_RECORDS)
@require_safe
def records(request: HttpRequest, plan: str, code: str) -> TemplateResponse:
    """Exactly the records that a figure is made of."""
    indicator = indicator_or_404(plan, code)
    asked = read(request.GET, indicator, timezone.localdate())
    figure = figures.series_of(indicator, [asked.period], asked.cut, at=asked.at)[0]
    made_of = figures.records_of(indicator, asked.period, asked.cut, at=asked.at)
    kind = kind_by_measure(measure_of(indicator))
    listed = (
        related(kind, made_of, history=bool(asked.at))
        if kind
        else made_of.select_related("province").order_by("province", "pk")
    )
    paginator = Paginator(listed, NUMBERED)
    # The figure has counted them already.
    paginator.count = figure.records
    page = paginator.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "indicator": indicator,
        "plan": indicator.plan,
        "asked": asked,
        "figure": figure,
        "kind": kind,
        "page_obj": page,
        "table": table(kind, _shown(kind, page.object_list, asked), request.user) if kind else None,
        "formats": {"xlsx": "Excel", "csv": "CSV"} if kind and not asked.at else {"csv": "CSV"},
    }
    return TemplateResponse(request, "indicators/records.html", context)


def _shown(kind: Kind, page: Any, asked: Asked) -> Any:
    """The records of a page, as they were where a day is asked for."""
    if asked.at is None:
        return page
    records = revived(kind.model, page)
    return with_members_at(records, asked.at) if kind.slug == "networks" else records


@right_required(Right.VIEW_KPI_RECORDS)
@require_safe
def records_export(request: HttpRequest, plan: str, code: str, suffix: str) -> StreamingHttpResponse:
    """The records that a figure is made of as a file, as the page of the same address lists them.

    An address that is not understood has no file: a wider one would be taken for what was asked.
    """
    indicator = indicator_or_404(plan, code)
    kind = kind_by_measure(measure_of(indicator))
    asked = read(request.GET, indicator, timezone.localdate())
    found = figures.records_of(indicator, asked.period, asked.cut, at=asked.at)
    if asked.notes or (suffix != "csv" and (kind is None or asked.at)):
        raise Http404
    if kind and not asked.at:
        return answer(request, Export(kind, found.order_by("pk"), request.user, current_terms()), suffix)
    if kind and asked.at:
        rows = records_csv(kind, related(kind, found, history=True).iterator(), asked.at, request.user)
    else:
        rows = values_csv(found.select_related("province").order_by("province", "pk"))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{indicator.code}-{asked.period}.csv"'
    return response
