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

from accounts.permissions import Right, right_required
from core import form_tokens
from indicators import actions
from indicators.forms.records import FORMS, RecordForm
from indicators.kinds import Kind, lookalikes
from indicators.models import Record
from indicators.permissions import may_type
from indicators.tables import related, table
from indicators.views.shared import kind_or_404


@right_required(Right.EDIT_KPI_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Enter a record of one kind."""
    asked = kind_or_404(kind)
    form = FORMS[kind](request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["token"]
        try:
            with transaction.atomic():
                made_before = form_tokens.take(token)
                if made_before is not None:
                    return redirect(made_before or reverse("indicators:record_list", args=[kind]))
                members = form.cleaned_data.get("members", ())
                record = actions.add_record(record=form.record(), members=members, by=request.user)
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
    form = FORMS[kind](request.POST or None, instance=record, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            record = actions.change_record(
                record=form.record(),
                members=form.cleaned_data.get("members"),
                seen_at=form.seen_at,
                by=request.user,
            )
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
    record = form.instance if form.instance.pk else None
    context: dict[str, Any] = {
        "kind": kind,
        "form": form,
        "record": record,
        "current": current,
        "may_verify": may_type(request.user),
    }
    if current is not None:
        # Sent once more, the form means to replace what is shown beside it.
        form.sent_again_for(current)
        now = related(kind, kind.model.objects.filter(pk=current.pk))
        context["current_table"] = table(kind, now, request.user)
    elif record is not None and not form.is_bound:
        context["alike"] = table(kind, related(kind, lookalikes(record))[:5], request.user)
    return TemplateResponse(request, "indicators/record_form.html", context)
