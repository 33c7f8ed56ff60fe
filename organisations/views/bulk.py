"""Changing many organisations at once: choose, look at what would change, change, undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.permissions import Right, has_right, require, right_required
from core.names import in_reader_language
from organisations import actions, filters
from organisations.bulk import reminding, wording
from organisations.bulk.preview import preview
from organisations.choices import BulkKind, Outcome
from organisations.forms.bulk import EXPORT, FORMS, KINDS, OFFERED
from organisations.models import BulkAction, Organisation
from organisations.querysets import OrganisationQuerySet
from organisations.terms import Terms, current_terms
from organisations.views.export import as_file
from places import lookup

SAMPLE = 20
PER_PAGE = 25
LONGEST_CHOICE = 100  # rows of a page


@dataclass(frozen=True)
class Selection:
    """Which organisations are meant: those ticked, or all that the list's address finds."""

    query: filters.ListQuery
    codes: list[str]

    def found(self, user: Any) -> OrganisationQuerySet:
        visible = Organisation.objects.visible_to(user)
        if self.codes:
            return visible.filter(code__in=self.codes)
        return visible.filtered(self.query.chosen, self.query.q)

    def pairs(self) -> list[tuple[str, str]]:
        """As hidden fields of the next form."""
        return [
            ("query", self.query.asked),
            *(("chosen", code) for code in self.codes),
            *([] if self.codes else [("all", "yes")]),
        ]


def _selection(data: QueryDict, terms: Terms, user: Any) -> Selection | None:
    query = filters.parse(QueryDict(data.get("query", "")), terms, user)
    # PostgreSQL takes no NUL, and no code has one.
    ticked = dict.fromkeys(code for code in data.getlist("chosen") if "\0" not in code)
    codes = [] if "all" in data else list(ticked)[:LONGEST_CHOICE]
    return Selection(query, codes) if codes or "all" in data else None


@right_required(Right.BULK_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """What to do with the chosen organisations, and what it would change; POST has it done."""
    data = request.POST if request.method == "POST" else request.GET
    terms = current_terms()
    selection = _selection(data, terms, request.user)
    kind = data.get("do", "")
    if selection is None:
        messages.warning(request, _("Tick the organisations that you mean, or choose all that were found."))
        asked = filters.parse(QueryDict(data.get("query", "")), terms, request.user).address()
        return redirect(f"{reverse('organisations:list')}{asked}")
    form = FORMS[kind](data if "preview" in data else None, terms=terms) if kind in OFFERED else None
    found = selection.found(request.user)
    context: dict[str, Any] = {
        "selection": selection.pairs(),
        "list_url": f"{reverse('organisations:list')}{selection.query.address()}",
        "kinds": KINDS,
        "export_address": f"?{urlencode(selection.pairs())}" if kind == EXPORT else "",
        "may_export_people": has_right(request.user, Right.EXPORT_PERSONAL_DATA),
        "kind": BulkKind(kind) if form is not None else "",
        "form": form,
        "ticked": len(selection.codes),
        "words": [label for label, _url in filters.chips(selection.query, terms)],
    }
    if form is None or not form.is_bound or not form.is_valid():
        return TemplateResponse(request, "organisations/bulk.html", {**context, "total": found.order_by().count()})
    parameters = form.parameters()
    if request.method == "POST":
        try:
            action = actions.start_bulk(
                kind=BulkKind(kind),
                parameters={**parameters, "site": f"{request.scheme}://{request.get_host()}"},
                found=found,
                query=selection.query.asked,
                expected=_number(data.get("expected", "")),
                why=form.cleaned_data["why"],
                by=request.user,
            )
            return redirect(action)
        except actions.CountMovedError as error:
            context["moved_to"] = error.count
        except ValidationError as error:
            form.add_error(None, error)
    seen = preview(found, kind, parameters, terms, request.user)
    context |= {
        "total": seen.total,
        "preview": seen,
        "sentence": wording.sentence(kind, parameters, terms),
        "refusals": wording.refusals(seen.refused),
        "sample": [(one.organisation, wording.differences(one.before, one.after, terms)) for one in seen.sample],
        "answers": [(name, value) for name, value in form.data.items() if name in form.fields],
        **(_mails(found, request.user) if kind == BulkKind.REMIND else {}),
    }
    return TemplateResponse(request, "organisations/bulk.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _mails(found: OrganisationQuerySet, user: Any) -> dict[str, Any]:
    """Who would get a mail, and which provinces have nobody who could."""
    known = lookup.provinces().by_code
    reached = reminding.recipients(reminding.by_province(found.editable_by(user)))
    return {
        "recipients": reached.people,
        "unreached": [
            (in_reader_language(known[code].name_th, known[code].name_en), rows)
            for code, rows in reached.missing.items()
            if code in known
        ],
    }


@right_required(Right.BULK_CHANGE)
@require_safe
def bulk_export(request: HttpRequest, kind: str) -> StreamingHttpResponse | HttpResponse:
    """The chosen organisations as a file, as the list's own export gives it."""
    terms = current_terms()
    selection = _selection(request.GET, terms, request.user)
    if selection is None:
        return redirect("organisations:list")
    return as_file(request, selection.found(request.user).in_order(selection.query.sort), kind, terms)


@right_required(Right.BULK_CHANGE)
@require_safe
def bulk_actions(request: HttpRequest) -> TemplateResponse:
    """What was changed in bulk: who, when, what became of it."""
    page = Paginator(BulkAction.objects.listed(), PER_PAGE).get_page(request.GET.get("page"))
    terms = current_terms()
    rows = [(action, wording.sentence(action.kind, action.parameters, terms)) for action in page.object_list]
    return TemplateResponse(request, "organisations/bulk_actions.html", {"page_obj": page, "rows": rows})


@require_safe
def bulk_action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One bulk action: its progress, then what became of the records, and whether it can be undone."""
    action = _action(request, pk)
    context = {"action": action, "stage": wording.STAGES.get(action.stage, "")}
    if not action.is_over:
        page = "organisations/bulk_action.html" + ("#progress" if request.headers.get("HX-Request") else "")
        return TemplateResponse(request, page, {**context, **_sentence(action)})
    if request.headers.get("HX-Request"):
        return HttpResponseClientRefresh()
    return TemplateResponse(
        request, "organisations/bulk_action.html", {**context, **_result(action), **_sentence(action)}
    )


def _sentence(action: BulkAction) -> dict[str, Any]:
    return {"sentence": wording.sentence(action.kind, action.parameters, current_terms())}


def _result(action: BulkAction) -> dict[str, Any]:
    counted = action.rows.values_list("outcome", "refusal").annotate(rows=Count("pk"))
    by_outcome: dict[str, int] = {}
    refused: dict[str, int] = {}
    for outcome, refusal, rows in counted:
        by_outcome[outcome] = by_outcome.get(outcome, 0) + rows
        if outcome == Outcome.REFUSED:
            refused[refusal] = rows
    label = Organisation._meta.label
    rows = action.rows.filter(subject=label, outcome__in=[Outcome.CHANGED, Outcome.KEPT, Outcome.UNDONE])
    sample = list(rows.exclude(after=None).order_by("id")[:SAMPLE])
    known = Organisation.objects.in_bulk([row.record for row in sample])
    terms = current_terms()
    return {
        "counts": [(Outcome(outcome).label, rows) for outcome, rows in by_outcome.items() if rows],
        "changed": by_outcome.get(Outcome.CHANGED, 0),
        "refusals": wording.refusals(refused),
        "sample": [
            (known[row.record], wording.differences(row.before or {}, row.after or {}, terms))
            for row in sample
            if row.record in known
        ],
    }


@require_POST
def bulk_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put back what an action changed; where records were changed again since, first say which."""
    action = _action(request, pk)
    try:
        actions.undo_bulk(action=action, despite="despite" in request.POST, by=request.user)
    except actions.InTheWayError as error:
        keys = error.records.get(Organisation._meta.label, [])
        return TemplateResponse(
            request,
            "organisations/bulk_undo.html",
            {
                "action": action,
                **_sentence(action),
                "count": sum(map(len, error.records.values())),
                "records": Organisation.objects.filter(pk__in=keys).order_by("name_sort", "id")[:SAMPLE],
            },
        )
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(action)


@require_POST
def bulk_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a failed action go on."""
    action = _action(request, pk)
    try:
        actions.retry_bulk(action=action, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(action)


def _action(request: HttpRequest, pk: UUID) -> BulkAction:
    if not has_right(request.user, Right.MANAGE_TAXONOMIES):
        require(request.user, Right.BULK_CHANGE)
    return get_object_or_404(BulkAction.objects.select_related("owner"), pk=pk)
