"""The form in which a lead agency writes a report, or the correction of one, beside what the last report said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.form_tokens import take
from plans import actions
from plans.actions.progress import window_for
from plans.choices import ProgressState, WindowState
from plans.forms import TEXTS, CorrectionForm, ProgressForm, heading
from plans.models import Node, PlanPeriod, Progress
from plans.permissions import require_report
from plans.views.finding import find_period, find_project, hinted
from plans.views.plan import short_label
from thai.periods import Period

KEPT = ("status", "percent", "received", "disbursed", *TEXTS)


@require_http_methods(["GET", "HEAD", "POST"])
@hinted
def progress_edit(request: HttpRequest, plan: str, number: str, period: str) -> HttpResponse:
    """Write the report; after saving, the report is read once more before it is sent."""
    node = find_project(plan, number)
    found = find_period(node.plan, period)
    require_report(request.user, node)
    address = reverse("plans:progress", args=[plan, number, period])
    window = PlanPeriod.objects.filter(plan=node.plan, period=str(found)).first()
    latest = Progress.objects.filter(node=node, period=str(found)).order_by("id").last()
    closed = window is not None and window.is_closed
    shut = window is None or window_for(window, node, latest, request.user) in {WindowState.NOT_OPEN, WindowState.SHUT}
    if shut and request.method != "POST":
        # The report's page says who closed the form, why, until when, and whom to ask.
        return redirect(address)
    form = bound_form(request, latest, closed=closed)
    conflict = None
    if form.is_bound and form.is_valid():
        try:
            return saved(request, node, found, form, closed=closed, address=address)
        except actions.NotNowError as error:
            messages.error(request, str(error.reason))
            return redirect(address)
        except actions.ConflictError as error:
            conflict = error.current
            form.add_error(None, _("Somebody else changed this report while you wrote. Both are shown below."))
            form.data = {**form.data.dict(), "version": str(conflict.version)}  # type: ignore[attr-defined]  # a QueryDict
        except ValidationError as error:
            form.add_error(None, error)
    context = page_context(node, found, form, latest, closed=closed, conflict=conflict)
    return TemplateResponse(request, "plans/progress_edit.html", context, status=409 if conflict else 200)


def bound_form(request: HttpRequest, latest: Progress | None, *, closed: bool) -> ProgressForm:
    """The form with what was typed, or with what the report says so far."""
    kind = CorrectionForm if closed else ProgressForm
    if request.method == "POST":
        return kind(request.POST, request.FILES)
    initial: dict[str, Any] = {name: getattr(latest, name) for name in KEPT} if latest else {}
    return kind(initial={**initial, "version": latest.version if latest else 0, "reason": reason_so_far(latest)})


def reason_so_far(latest: Progress | None) -> str:
    """The reason of a correction that is on its way."""
    return latest.correction_reason if latest and not latest.is_frozen else ""


def saved(
    request: HttpRequest, node: Node, period: Period, form: ProgressForm, *, closed: bool, address: str
) -> HttpResponse:
    """Save the report with its new evidence, in one piece; a form that was sent before leads to what it made."""
    with transaction.atomic():
        earlier = take(form.cleaned_data["token"], result=address)
        if earlier is not None:
            return redirect(earlier)
        given: dict[str, Any] = {"node": node, "period": str(period), "values": form.written, "by": request.user}
        given["version"] = form.cleaned_data["version"]
        if closed:
            report = actions.correct_progress(reason=form.cleaned_data["reason"], **given)
        else:
            report = actions.save_progress(**given)
        title = form.cleaned_data["evidence_title"]
        if link := form.cleaned_data["evidence_link"]:
            actions.add_link(progress=report, link=link, title=title, by=request.user)
        if upload := form.cleaned_data["evidence_file"]:
            actions.add_file(progress=report, upload=upload, title=title, by=request.user)
    messages.success(request, _("The draft is saved. Read it once more, then send it to the ministry."))
    return redirect(address)


def page_context(
    node: Node, period: Period, form: ProgressForm, latest: Progress | None, *, closed: bool, conflict: Progress | None
) -> dict[str, Any]:
    """The form's fields, each text beside what the report before this one said."""
    before = period.previous()
    notes = latest.review_notes if latest and latest.state == ProgressState.RETURNED else {}
    last = Progress.objects.in_force().filter(node=node, period=str(before)).first()
    return {
        "plan": node.plan,
        "node": node,
        "period": period,
        "period_name": short_label(period),
        "form": form,
        "texts": [
            {"field": form[name], "last": getattr(last, name) if last else "", "note": notes.get(name, "")}
            for name in TEXTS
        ],
        "notes": notes,
        "last": last,
        "last_name": short_label(before),
        "report": latest,
        "closed": closed,
        "conflict": conflict,
        "conflict_texts": [(heading(name), getattr(conflict, name)) for name in KEPT] if conflict else [],
        "status_heading": heading("status"),
    }
