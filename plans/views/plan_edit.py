"""Loading a plan, or changing one: its document is written, what it changes is read, and then it is applied."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from plans import actions
from plans.forms import DocumentForm
from plans.models import Plan
from plans.reading import DocumentError
from plans.sheets import is_workbook
from plans.views.finding import find_plan, hinted
from plans.writing import as_yaml


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLANS)
def plan_load(request: HttpRequest) -> HttpResponse:
    """A plan that is not there yet, or a later version of one, from its document."""
    return _page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLANS)
@hinted
def plan_edit(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan's own document, to be changed."""
    return _page(request, find_plan(plan))


def _page(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    form = DocumentForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"plan": plan, "form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        content = form.content
        try:
            content = _as_text(content)
            if (seal := request.POST.get("seal", "")) and not form.cleaned_data["file"]:
                return _applied(request, content, seal)
        except DocumentError as error:
            context["problems"] = error.problems
        except actions.NotNowError as error:
            messages.error(request, str(error.reason))
            status = 409
        if "problems" not in context:
            context |= _looked_at(request, content)
        text = "" if is_workbook(content) else content.decode(errors="replace")
        context["form"] = DocumentForm(initial={"text": text})
    elif request.method != "POST" and plan is not None:
        context["form"] = DocumentForm(initial={"text": as_yaml(plan.document)})
    return TemplateResponse(request, "plans/plan_edit.html", context, status=status)


def _as_text(content: bytes) -> bytes:
    """A workbook as the text of the same document, once it is sound."""
    return as_yaml(actions.checked_document(content).data).encode() if is_workbook(content) else content


def _looked_at(request: HttpRequest, content: bytes) -> dict[str, Any]:
    try:
        return {"preview": actions.preview_plan(content=content, by=request.user)}
    except DocumentError as error:
        return {"problems": error.problems}


def _applied(request: HttpRequest, content: bytes, seal: str) -> HttpResponse:
    with transaction.atomic():
        plan, _changes = actions.load_plan(content=content, by=request.user, seal=seal)
    messages.success(request, _("The plan is as its document says now."))
    return redirect(plan)
