from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, has_right, right_required
from core import form_tokens
from indicators import actions, windows
from indicators.forms.records import FORMS, RecordForm
from indicators.kinds import Kind, lookalikes
from indicators.models import Record
from indicators.permissions import may_type
from indicators.tables import related, table
from indicators.views.shared import kind_or_404
from plans.choices import WindowState


@right_required(Right.EDIT_KPI_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Enter a record of one kind."""
    asked = kind_or_404(kind)
    form = FORMS[kind](request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["token"]
        try:
            with transaction.atomic():
                made_before = form_tokens.take(token)
                if made_before is not None:
                    return redirect(made_before or reverse("indicators:record_list", args=[kind]))
                members = form.cleaned_data.get("members", ())
                record = actions.add_record(record=form.record(), members=members, by=request.user)
                _keep_evidence(form, record, request.user)
                form_tokens.lead_to(token, reverse("indicators:record_edit", args=[kind, record.pk]))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _saved(request, asked, record)
    return _page(request, asked, form)


@right_required(Right.EDIT_KPI_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change a record; a withdrawn one is only shown in its list."""
    asked = kind_or_404(kind)
    record = get_object_or_404(asked.model.objects.editable_by(request.user).standing(), pk=pk)
    form = FORMS[kind](request.POST or None, request.FILES or None, instance=record, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            record = _change(form, request.user)
        except ValidationError as error:
            form.add_error(None, error)
        except actions.ConflictError as error:
            return _page(request, asked, form, current=error.current)
        except actions.WithdrawnError:
            messages.warning(request, gettext("The record was withdrawn meanwhile, so it was not changed."))
            return redirect("indicators:record_list", kind)
        else:
            return _saved(request, asked, record)
    return _page(request, asked, form)


def _change(form: RecordForm, by: Any) -> Record:
    """Write what was changed, and keep the file that was given; a file alone changes no figure."""
    record = form.record()
    with transaction.atomic():
        if form.changes_record or not form.cleaned_data["evidence_file"]:
            members = form.cleaned_data.get("members")
            record = actions.change_record(record=record, members=members, seen_at=form.seen_at, by=by)
        _keep_evidence(form, record, by)
    return record


def _keep_evidence(form: RecordForm, record: Record, by: Any) -> None:
    if upload := form.cleaned_data["evidence_file"]:
        actions.add_evidence(record=record, upload=upload, by=by)


def _saved(request: HttpRequest, kind: Kind, record: Record) -> HttpResponse:
    messages.success(request, gettext("The record is saved."))
    alike = lookalikes(record).count()
    if alike:
        messages.warning(
            request,
            gettext("There is another record like this one. Look at both, and withdraw one if they are the same."),
        )
        return redirect("indicators:record_edit", kind.slug, record.pk)
    return redirect("indicators:record_list", kind.slug)


def _page(request: HttpRequest, kind: Kind, form: RecordForm, current: Any = None) -> TemplateResponse:
    """The form; with `current`, the record as somebody else changed it meanwhile."""
    record: Any = form.instance if form.instance.pk else None
    context: dict[str, Any] = {
        "kind": kind,
        "form": form,
        "record": record,
        "current": current,
        "may_verify": may_type(request.user),
        "evidence": record.evidence.all() if record else (),
        "shut": _shut(request.user, kind, record),
    }
    if current is not None:
        # Sent once more, the form means to replace what is shown beside it.
        form.sent_again_for(current)
        now = related(kind, kind.model.objects.filter(pk=current.pk))
        context["current_table"] = table(kind, now, request.user)
    elif record is not None and not form.is_bound:
        context["alike"] = table(kind, related(kind, lookalikes(record))[:5], request.user)
    return TemplateResponse(request, "indicators/record_form.html", context)


def _shut(user: Any, kind: Kind, record: Any) -> list[Any]:
    """The windows that are shut for the provinces whose records this person enters here."""
    if has_right(user, Right.WHOLE_COUNTRY):
        return []
    provinces = [record.province_id] if record else sorted(user.province_codes)
    found = [one for province in provinces for one in windows.of_province([kind], province)]
    return [one for one in found if one.state == WindowState.SHUT]
