"""A plan as the document that it was loaded from, and the schema that every such document is held to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from plans.sheets import as_workbook
from plans.views.finding import find_plan, hinted
from plans.writing import as_yaml, schema


@login_not_required
@require_safe
def plan_schema(request: HttpRequest) -> JsonResponse:
    """The published schema (JSON Schema 2020-12) of plan documents."""
    answer = JsonResponse(schema(), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Type"] = "application/schema+json"
    return answer


@login_not_required
@require_safe
@hinted
def plan_document(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan as a YAML document that loads as the same plan; its remarks (#) are not kept."""
    found = find_plan(plan)
    answer = HttpResponse(as_yaml(found.document), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}.yaml"'
    return answer


@login_not_required
@require_safe
@hinted
def plan_workbook(request: HttpRequest, plan: str) -> HttpResponse:
    """The same document as a workbook, a sheet for each of its lists."""
    found = find_plan(plan)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(as_workbook(found.document), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{found.code}.xlsx"'
    return answer
