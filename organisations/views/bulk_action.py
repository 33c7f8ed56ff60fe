"""Actions on many organisations: what one would change, how far it is, what became of the records; its buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.permissions import Right, has_right, require, right_required
from core.names import in_reader_language
from organisations import actions, filters
from organisations.bulk import reminding, wording
from organisations.bulk.meant import Meant
from organisations.bulk.preview import Preview
from organisations.choices import BulkKind, Outcome
from organisations.models import BulkAction, Organisation
from organisations.terms import Terms, current_terms
from places import lookup

SAMPLE = 20
PER_PAGE = 25
Differing = tuple[Organisation, list[tuple[str, str, str]]]


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
    """One action: its progress, then what it would change or what became of the records."""
    action = _action(request, pk)
    terms = current_terms()
    context = {
        "action": action,
        "stage": wording.STAGES.get(action.stage, ""),
        "sentence": wording.sentence(action.kind, action.parameters, terms),
    }
    if not action.is_over:
        page = "organisations/bulk_action.html" + ("#progress" if request.headers.get("HX-Request") else "")
        return TemplateResponse(request, page, context)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRefresh()
    found = _preview(request, action, terms) if action.is_preview else _result(action, terms)
    return TemplateResponse(request, "organisations/bulk_action.html", {**context, **found})


def _preview(request: HttpRequest, action: BulkAction, terms: Terms) -> dict[str, Any]:
    seen = Preview(**action.seen)
    meant = Meant.of(action.meant)
    query = filters.parse(QueryDict(action.query), terms, request.user)
    again = QueryDict(mutable=True)
    again.update({"query": action.query, "do": action.kind})
    if meant.codes:
        again.setlist("chosen", list(meant.codes))
    else:
        again["all"] = "yes"
    return {
        "preview": seen,
        "may_confirm": action.may_be_confirmed and action.owner_id == request.user.pk and bool(seen.changed),
        "refusals": wording.refusals(seen.refused),
        "sample": _differing([(pk, before, after) for pk, before, after in seen.sample], terms),
        "again_url": f"{reverse('organisations:bulk')}?{again.urlencode()}",
        "ticked": len(meant.codes),
        "words": [] if meant.codes else [label for label, _url in filters.chips(query, terms)],
        **(_mails(seen) if action.kind == BulkKind.REMIND else {}),
    }


def _mails(seen: Preview) -> dict[str, Any]:
    """Who would get a mail, and which provinces have nobody who could."""
    known = lookup.provinces().by_code
    reached = reminding.recipients(seen.provinces)
    return {
        "recipients": reached.people,
        "unreached": [
            (in_reader_language(known[code].name_th, known[code].name_en), rows)
            for code, rows in reached.missing.items()
            if code in known
        ],
    }


def _result(action: BulkAction, terms: Terms) -> dict[str, Any]:
    counted = action.rows.values_list("outcome", "refusal").annotate(rows=Count("pk")).order_by("-rows", "refusal")
    by_outcome: dict[str, int] = {}
    refused: dict[str, int] = {}
    for outcome, refusal, rows in counted:
        by_outcome[outcome] = by_outcome.get(outcome, 0) + rows
        if outcome == Outcome.REFUSED:
            refused[refusal] = rows
    label = Organisation._meta.label
    rows = action.rows.filter(subject=label, outcome__in=[Outcome.CHANGED, Outcome.KEPT, Outcome.UNDONE])
    sample = [
        (row.record, row.before or {}, row.after or {}) for row in rows.exclude(after=None).order_by("id")[:SAMPLE]
    ]
    in_the_way = action.blocked.get("organisations", [])
    return {
        "counts": [(Outcome(outcome).label, rows) for outcome, rows in by_outcome.items() if rows],
        "changed": by_outcome.get(Outcome.CHANGED, 0),
        "refusals": wording.refusals(refused),
        "sample": _differing(sample, terms),
        "blocked": action.blocked.get("count", 0),
        "in_the_way": Organisation.objects.filter(pk__in=in_the_way).order_by("name_sort", "id"),
    }


def _differing(sample: list[tuple[int, dict[str, Any], dict[str, Any]]], terms: Terms) -> list[Differing]:
    known = Organisation.objects.in_bulk([pk for pk, _before, _after in sample])
    return [(known[pk], wording.differences(before, after, terms)) for pk, before, after in sample if pk in known]


@require_POST
def bulk_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have done what the preview shows."""
    action = _action(request, pk)
    return _step(request, lambda: actions.confirm_bulk(action=action, by=request.user), action)


@require_POST
def bulk_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a preview away, or stop what is at work."""
    action = _action(request, pk)
    return _step(request, lambda: actions.cancel_bulk(action=action, by=request.user), action)


@require_POST
def bulk_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put back what an action changed; where records were changed again since, its page first says which."""
    action = _action(request, pk)
    despite = "despite" in request.POST
    return _step(request, lambda: actions.undo_bulk(action=action, despite=despite, by=request.user), action)


@require_POST
def bulk_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let an action that failed or was stopped go on."""
    action = _action(request, pk)
    return _step(request, lambda: actions.retry_bulk(action=action, by=request.user), action)


def _step(request: HttpRequest, step: Callable[[], BulkAction], action: BulkAction) -> HttpResponse:
    try:
        step()
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(action)


def _action(request: HttpRequest, pk: UUID) -> BulkAction:
    if not has_right(request.user, Right.MANAGE_TAXONOMIES):
        require(request.user, Right.BULK_CHANGE)
    return get_object_or_404(BulkAction.objects.select_related("owner"), pk=pk)
