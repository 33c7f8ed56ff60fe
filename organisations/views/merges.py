from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Right, require, right_required
from core.typed_values import typed_value
from organisations import actions
from organisations.actions import merging
from organisations.history import history_of
from organisations.looks import log_view
from organisations.merging.journal import Obstacle, obstacles, read
from organisations.models import Merge
from organisations.showing import shown
from organisations.terms import Terms, current_terms

PAGE_SIZE = 25
HISTORY = 50  # entries of the merged record's history that the page shows


@require_safe
@right_required(Right.VERIFY_ORGANISATIONS)
def merges(request: HttpRequest) -> TemplateResponse:
    """Every merge, the latest first; of one record with `of` (its code)."""
    require(request.user, Right.WHOLE_COUNTRY)
    found = Merge.objects.shown()
    of = typed_value(request.GET, "of")[:20]
    if of:
        found = found.filter(survivor__code=of)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "organisations/merges.html", {"page_obj": page, "of": of})


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.VERIFY_ORGANISATIONS)
def merge_made(request: HttpRequest, pk: int) -> HttpResponse:
    """One merge: who, when, why; what stands in the way of undoing it; the merged record's own history."""
    require(request.user, Right.WHOLE_COUNTRY)
    made = get_object_or_404(Merge.objects.select_related("survivor", "merged", "made_by", "undone_by"), pk=pk)
    if request.method == "POST":
        return _undo(request, made)
    terms = current_terms()
    found = obstacles(made.journal) if made.undone_at is None else [Obstacle(**one) for one in made.kept]
    log_view(request.user, made.merged.code, made.merged.people.count())
    context = {
        "made": made,
        "obstacles": [_told(one, terms) for one in found],
        "moved": sum(entry["model"] != "organisations.Organisation" for entry in made.journal),
        "entries": history_of(made.merged, terms, with_people=True)[:HISTORY],
    }
    return TemplateResponse(request, "organisations/merge_made.html", context)


def _undo(request: HttpRequest, made: Merge) -> HttpResponse:
    try:
        merging.undo(merge=made, partly="partly" in request.POST, by=request.user)
    except merging.BlockedError:
        messages.warning(request, _("Something was changed since the merge. See below what, and undo the rest."))
    except actions.WrongStateError as error:
        messages.warning(
            request,
            _("%(code)s was itself merged into another record later. Undo that merge first.")
            % {"code": error.current.code},
        )
    else:
        messages.success(request, _("The merge is undone. Both records are as they were before."))
    return redirect("organisations:merge_made", made.pk)


def _told(one: Obstacle, terms: Terms) -> dict[str, Any]:
    """An obstacle in words: of what, which field, and its three values."""
    model = apps.get_model(one.model)
    if not one.column:
        gone = _("The row was deleted, or another stands in its place.")
        return {"what": model._meta.verbose_name, "label": "", "before": "", "after": "", "now": gone}
    field = next(field for field in model._meta.concrete_fields if field.attname == one.column)
    before, after, now = (
        shown(field, read(model, one.column, value), terms) for value in (one.before, one.after, one.now)
    )
    return {"what": model._meta.verbose_name, "label": field.verbose_name, "before": before, "after": after, "now": now}
