from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations import actions
from organisations.choices import Sharing
from organisations.filters import chips
from organisations.forms.saved_view import SavedViewForm
from organisations.frames import ORGANISATIONS, Frame
from organisations.models import SavedView
from organisations.terms import Terms, current_terms


@require_http_methods(["GET", "HEAD", "POST"])
def saved_views(request: HttpRequest, frame: Frame = ORGANISATIONS) -> HttpResponse:
    """One's saved views of a list, and those that others share; POST keeps the list as it is asked for now."""
    asked = _asked(request.POST if request.method == "POST" else request.GET, frame, request.user)
    form = SavedViewForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        view = actions.save_view(
            page=frame.name, name=answers["name"], query=asked, sharing=Sharing(answers["sharing"]), by=request.user
        )
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
        return redirect(f"{reverse(f'{frame.name}:list')}{view.address}")
    terms = current_terms()
    views = SavedView.objects.visible_to(request.user).of_list(frame.name)
    return TemplateResponse(
        request,
        "organisations/saved_views.html",
        {
            "form": form,
            "asked": asked,
            "asked_words": _words(asked, frame, terms, request.user),
            "views": [(view, _words(view.query, frame, terms, request.user)) for view in views],
            "list_url": reverse(f"{frame.name}:list"),
            "list_title": frame.title,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: HttpRequest, pk: int, frame: Frame = ORGANISATIONS) -> HttpResponse:
    """Rename one's own view, or share it."""
    view = get_object_or_404(SavedView, pk=pk, page=frame.name, owner=request.user)
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
            return redirect(f"{frame.name}:saved_views")
        except ValidationError as error:
            form.add_error(None, error)
    return TemplateResponse(
        request,
        "organisations/saved_view.html",
        {"form": form, "view": view, "views_url": reverse(f"{frame.name}:saved_views")},
    )


@require_POST
def delete_saved_view(request: HttpRequest, pk: int, frame: Frame = ORGANISATIONS) -> HttpResponse:
    """Forget one's own view."""
    view = get_object_or_404(SavedView, pk=pk, page=frame.name, owner=request.user)
    actions.delete_view(view=view, by=request.user)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect(f"{frame.name}:saved_views")


def _asked(data: QueryDict, frame: Frame, user: Any) -> str:
    """The address to keep, with nothing in it that the list does not know."""
    return frame.parse(QueryDict(data.get("query", "")), current_terms(), user).asked


def _words(address: str, frame: Frame, terms: Terms, user: Any) -> list[str]:
    """What a view asks for, in words."""
    return [label for label, _url in chips(frame.parse(QueryDict(address), terms, user), terms)]
