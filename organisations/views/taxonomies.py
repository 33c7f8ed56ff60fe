"""The lists that administrators keep, and what can be done with one value."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Right, right_required
from core.formats import as_datetime
from core.history import Tracked, timeline
from organisations import actions, term_use
from organisations.actions.taxonomies import NEVER_MERGED
from organisations.choices import Taxonomy
from organisations.filters import TAXONOMIES
from organisations.forms.term import MergeForm, TermForm
from organisations.models import BulkAction, Term
from organisations.terms import current_terms

LATEST = 5
ACTIONS = {
    "load": gettext_lazy("Loaded with the system, or changed in the administration"),
    "add_term": gettext_lazy("Added to the list"),
    "change_term": gettext_lazy("Renamed or moved"),
    "retire_term": gettext_lazy("Retired"),
    "restore_term": gettext_lazy("Offered again"),
    "merge_term": gettext_lazy("Merged into another value"),
    "unmerge_term": gettext_lazy("The merger was undone"),
}


def of_taxonomy(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the list that the address names."""

    @wraps(view)
    def found(request: HttpRequest, taxonomy: str, **arguments: Any) -> HttpResponseBase:
        if taxonomy not in Taxonomy.values:
            raise Http404(_("There is no such list."))
        return view(request, Taxonomy(taxonomy), **arguments)

    return found


@right_required(Right.MANAGE_TAXONOMIES)
@require_safe
def taxonomies(request: HttpRequest) -> TemplateResponse:
    """All lists, with how many values each has."""
    terms = current_terms()
    lists = []
    for taxonomy in Taxonomy:
        entries, current = terms.of(taxonomy), terms.current(taxonomy)
        lists.append(
            {
                "taxonomy": taxonomy,
                "url": reverse("taxonomies:terms", args=[taxonomy]),
                "current": len(current),
                "retired": len(entries) - len(current),
                "first": [entry.name for entry in current[:4]],
            }
        )
    return TemplateResponse(request, "organisations/taxonomies.html", {"lists": lists})


@right_required(Right.MANAGE_TAXONOMIES)
@require_safe
@of_taxonomy
def terms_of(request: HttpRequest, taxonomy: Taxonomy) -> TemplateResponse:
    """The values of one list, and how many records hold each."""
    held = term_use.counts(taxonomy)
    key = next((key for key, other in TAXONOMIES.items() if other == taxonomy), "")
    rows = [
        {"term": term, "count": held.get(term.code, 0), "list_url": _list_url(key, term)}
        for term in Term.objects.of(taxonomy).select_related("merged_into")
    ]
    return TemplateResponse(
        request,
        "organisations/terms.html",
        {
            "taxonomy": taxonomy,
            "rows": sorted(rows, key=lambda row: row["term"].retired_at is not None),
            "has_sdgs": taxonomy == Taxonomy.ISSUE,
            "merges": list(BulkAction.objects.merges(taxonomy)[:LATEST]),
            "terms": current_terms().of(taxonomy),
        },
    )


def _list_url(key: str, term: Term) -> str:
    return f"{reverse('organisations:list')}?{key}={term.code}" if key and not term.merged_into_id else ""


@right_required(Right.MANAGE_TAXONOMIES)
@require_http_methods(["GET", "HEAD", "POST"])
@of_taxonomy
def new_term(request: HttpRequest, taxonomy: Taxonomy) -> HttpResponse:
    """Add a value to a list."""
    form = TermForm(request.POST if request.method == "POST" else None, taxonomy=taxonomy)
    if request.method == "POST" and form.is_valid():
        try:
            term = actions.add_term(taxonomy=taxonomy, **form.values(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("“%(name)s” is in the list now.") % {"name": term.name})
            return redirect("taxonomies:terms", taxonomy=taxonomy)
    return TemplateResponse(request, "organisations/term_new.html", {"form": form, "taxonomy": taxonomy})


@right_required(Right.MANAGE_TAXONOMIES)
@require_http_methods(["GET", "HEAD", "POST"])
@of_taxonomy
def term(request: HttpRequest, taxonomy: Taxonomy, code: str) -> HttpResponse:
    """One value: rename it, retire it, see its history."""
    found = _term(taxonomy, code)
    form = TermForm(request.POST if request.method == "POST" else None, taxonomy=taxonomy, term=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_term(term=found, **form.values(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("“%(name)s” is changed.") % {"name": form.cleaned_data["name_th"]})
            return redirect("taxonomies:terms", taxonomy=taxonomy)
    return TemplateResponse(
        request,
        "organisations/term.html",
        {
            "form": form,
            "taxonomy": taxonomy,
            "term": found,
            "count": term_use.counts(taxonomy).get(code, 0),
            "may_merge": taxonomy not in NEVER_MERGED and not found.merged_into_id,
            "entries": _history(found),
        },
    )


@right_required(Right.MANAGE_TAXONOMIES)
@require_http_methods(["GET", "HEAD", "POST"])
@of_taxonomy
def merge_term(request: HttpRequest, taxonomy: Taxonomy, code: str) -> HttpResponse:
    """Let another value take this one's place: first what would change, then the change."""
    found, terms = _term(taxonomy, code), current_terms()
    form = MergeForm(request.POST if request.method == "POST" else None, term=found, terms=terms)
    into = terms.get(taxonomy, form.data.get("into", "")) if form.is_bound else None
    if form.is_bound and form.is_valid() and "confirmed" in request.POST:
        try:
            action = actions.merge_terms(
                term=found,
                into=_term(taxonomy, form.cleaned_data["into"]),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
            return redirect(action)
        except ValidationError as error:
            form.add_error(None, error)
    counts = term_use.counts(taxonomy)
    return TemplateResponse(
        request,
        "organisations/term_merge.html",
        {
            "form": form,
            "taxonomy": taxonomy,
            "term": found,
            "count": counts.get(code, 0),
            "into": into if form.is_bound and form.is_valid() else None,
            "into_count": counts.get(into.code, 0) if into else 0,
        },
    )


@right_required(Right.MANAGE_TAXONOMIES)
@require_POST
@of_taxonomy
def retire_term(request: HttpRequest, taxonomy: Taxonomy, code: str) -> HttpResponse:
    """Offer a value no longer, or again."""
    found = _term(taxonomy, code)
    try:
        if "restore" in request.POST:
            actions.restore_term(term=found, by=request.user)
            messages.success(request, _("“%(name)s” is offered again.") % {"name": found.name})
        else:
            actions.retire_term(term=found, by=request.user)
            messages.success(request, _("“%(name)s” is no longer offered. Old records keep it.") % {"name": found.name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("taxonomies:term", taxonomy=taxonomy, code=code)


def _term(taxonomy: Taxonomy, code: str) -> Term:
    return get_object_or_404(Term.objects.select_related("merged_into"), taxonomy=taxonomy, code=code)


def _history(term: Term) -> list[Any]:
    def show(field: Any, value: Any) -> str:
        if field.name == "merged_into":
            other = Term.objects.filter(pk=value).first()
            return f"{other.code} {other.name}" if other else ""
        if field.name == "retired_at":
            return as_datetime(value)
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")

    events = Term.pgh_event_model.objects.filter(pgh_obj_id=term.pk)  # type: ignore[attr-defined]  # made by track()
    entries = timeline([Tracked(events, show)])
    for entry in entries:
        entry.what = str(ACTIONS.get(str(entry.metadata.get("action")), ACTIONS["load"]))
    return entries
