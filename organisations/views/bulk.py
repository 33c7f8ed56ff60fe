"""Changing many organisations at once: which, and what is to be done. What would change is on the action's own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Right, has_right, right_required
from organisations import actions, facets, filters
from organisations.bulk.meant import Meant
from organisations.choices import BulkKind
from organisations.forms.bulk import EXPORT, FORMS, KINDS, OFFERED
from organisations.scope import scope_of
from organisations.terms import Terms, current_terms
from organisations.views.export import as_file

LONGEST_CHOICE = 100  # rows of a page


@dataclass(frozen=True)
class Selection:
    """Which organisations are meant: those ticked, or all that the list's address finds."""

    query: filters.ListQuery
    codes: list[str]

    @property
    def meant(self) -> Meant:
        return Meant(self.codes) if self.codes else Meant(chosen=self.query.spelt_out.chosen, q=self.query.q)

    def total(self, user: Any, terms: Terms) -> int:
        """How many they are, by the counts that are kept for the list."""
        if self.codes:
            return self.meant.found(user).order_by().count()
        return facets.count(scope_of(user), self.query.spelt_out.chosen, self.query.q, terms=terms).total

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
    """What to do with the chosen organisations; POST has a worker see what it would change."""
    data = request.POST if request.method == "POST" else request.GET
    terms = current_terms()
    selection = _selection(data, terms, request.user)
    kind = data.get("do", "")
    if selection is None:
        messages.warning(request, _("Tick the organisations that you mean, or choose all that were found."))
        asked = filters.parse(QueryDict(data.get("query", "")), terms, request.user).address()
        return redirect(f"{reverse('organisations:list')}{asked}")
    form = FORMS[kind](data if request.method == "POST" else None, terms=terms) if kind in OFFERED else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            action = actions.preview_bulk(
                kind=BulkKind(kind),
                parameters={**form.parameters(), "site": f"{request.scheme}://{request.get_host()}"},
                meant=selection.meant,
                query=selection.query.spelt_out.asked,
                why=form.cleaned_data["why"],
                by=request.user,
            )
            return redirect(action)
        except ValidationError as error:
            form.add_error(None, error)
    context: dict[str, Any] = {
        "selection": selection.pairs(),
        "list_url": f"{reverse('organisations:list')}{selection.query.address()}",
        "kinds": KINDS,
        "export_address": f"?{urlencode(selection.pairs())}" if kind == EXPORT else "",
        "may_export_people": has_right(request.user, Right.EXPORT_PERSONAL_DATA),
        "kind": BulkKind(kind) if form is not None else "",
        "form": form,
        "ticked": len(selection.codes),
        "total": selection.total(request.user, terms),
        "words": [label for label, _url in filters.chips(selection.query, terms)],
    }
    return TemplateResponse(request, "organisations/bulk.html", context)


@right_required(Right.BULK_CHANGE)
@require_safe
def bulk_export(request: HttpRequest, kind: str) -> StreamingHttpResponse | HttpResponse:
    """The chosen organisations as a file, as the list's own export gives it."""
    terms = current_terms()
    selection = _selection(request.GET, terms, request.user)
    if selection is None:
        return redirect("organisations:list")
    return as_file(request, selection.meant.found(request.user).in_order(selection.query.sort), kind, terms)
