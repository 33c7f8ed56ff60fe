from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import preferences
from organisations.filters import SIZES
from organisations.frames import ORGANISATIONS, Frame
from organisations.views.list_frame import columns_of

UP, DOWN = "up", "down"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, frame: Frame = ORGANISATIONS) -> HttpResponse:
    """Choose the columns of the list and their order; with the account, or for this visit."""
    offered = {column.key: column for column in frame.offered(request.user)}
    data = request.POST if request.method == "POST" else request.GET
    list_url = reverse(f"{frame.name}:list")
    back = f"{list_url}?{QueryDict(data.get('query', '')).urlencode()}"
    if request.method != "POST":
        ticked = [column.key for column in columns_of(request, frame)]
        order = [*ticked, *(key for key in offered if key not in ticked)]
    else:
        ticked = [key for key in request.POST.getlist("column") if key in offered]
        order = list(dict.fromkeys(key for key in request.POST.getlist("order") if key in offered))
        order += [key for key in offered if key not in order]
        if "move" in request.POST:
            order = _moved(order, request.POST["move"])
        elif "reset" in request.POST:
            preferences.keep(request, frame.name, columns=None)
            return redirect(back)
        else:
            chosen = frame.chosen([key for key in order if key in ticked], request.user)
            preferences.keep(request, frame.name, columns=[column.key for column in chosen])
            messages.success(request, _("The columns are chosen."))
            return redirect(back)
    return TemplateResponse(
        request,
        "organisations/columns.html",
        {
            "choices": [(offered[key], key in ticked) for key in order],
            "query": data.get("query", ""),
            "back": back,
            "list_title": frame.title,
            "list_url": list_url,
            "has_personal": any(column.personal for column in offered.values()),
        },
    )


@login_not_required
@require_POST
def size(request: HttpRequest, frame: Frame = ORGANISATIONS) -> HttpResponse:
    """Remember how many rows a page has, and go back to the list with it."""
    asked = QueryDict(request.POST.get("query", ""), mutable=True)
    wanted = request.POST.get("size", "")
    if wanted in map(str, SIZES):
        preferences.keep(request, frame.name, size=int(wanted))
        asked["size"] = wanted
    asked.pop("page", None)
    return redirect(f"{reverse(f'{frame.name}:list')}?{asked.urlencode()}")


def _moved(order: list[str], said: str) -> list[str]:
    """The order with one column a place higher or lower; "up:KEY" or "down:KEY"."""
    way, _colon, key = said.partition(":")
    if key not in order or way not in (UP, DOWN):
        return order
    place = order.index(key)
    other = place - 1 if way == UP else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order
