from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from organisations import actions, filters
from organisations.choices import Sharing
from organisations.forms.saved_view import SavedViewForm
from organisations.models import SavedView
from organisations.terms import current_terms
from organisations.views.list_frame import ORGANISATIONS

TITLES = {ORGANISATIONS: gettext_lazy("Organisations"), "researchers": gettext_lazy("Researchers")}


@require_http_methods(["GET", "HEAD", "POST"])
def saved_views(request: HttpRequest, page: str = ORGANISATIONS) -> HttpResponse:
    """One's saved views of a list, and those that others share; POST keeps the list as it is asked for now."""
    asked = _asked(request.POST if request.method == "POST" else request.GET, request.user)
    form = SavedViewForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        view = actions.save_view(
            page=page, name=answers["name"], query=asked, sharing=Sharing(answers["sharing"]), by=request.user
        )
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
        return redirect(f"{reverse(f'{page}:list')}{view.address}")
    terms = current_terms()
    views = SavedView.objects.visible_to(request.user).of_list(page)
    return TemplateResponse(
        request,
        "organisations/saved_views.html",
        {
            "form": form,
            "page": page,
            "asked": asked,
            "asked_words": _words(asked, terms, request.user),
            "views": [(view, _words(view.query, terms, request.user)) for view in views],
            "list_url": reverse(f"{page}:list"),
            "list_title": TITLES[page],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: HttpRequest, pk: int, page: str = ORGANISATIONS) -> HttpResponse:
    """Rename one's own view, or share it."""
    view = get_object_or_404(SavedView, pk=pk, page=page, owner=request.user)
    form = SavedViewForm(request.POST if request.method == "POST" else None, user=request.user, view=view)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_view(
                view=view,
                name=form.cleaned_data["name"],
                sharing=Sharing(form.cleaned_data["sharing"]),
                by=request.user,
            )
            messages.success(request, _("The view is changed."))
            return redirect(f"{page}:saved_views")
        except ValidationError as error:
            form.add_error(None, error)
    return TemplateResponse(
        request,
        "organisations/saved_view.html",
        {"form": form, "view": view, "views_url": reverse(f"{page}:saved_views")},
    )


@require_POST
def delete_saved_view(request: HttpRequest, pk: int, page: str = ORGANISATIONS) -> HttpResponse:
    """Forget one's own view."""
    view = get_object_or_404(SavedView, pk=pk, page=page, owner=request.user)
    actions.delete_view(view=view, by=request.user)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect(f"{page}:saved_views")


def _asked(data: QueryDict, user: Any) -> str:
    """The address to keep, with nothing in it that the list does not know."""
    return filters.parse(QueryDict(data.get("query", "")), current_terms(), user).asked


def _words(address: str, terms: Any, user: Any) -> list[str]:
    """What a view asks for, in words."""
    return [label for label, _url in filters.chips(filters.parse(QueryDict(address), terms, user), terms)]
