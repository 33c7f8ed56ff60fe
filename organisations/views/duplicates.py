"""The staff's queue of records that are likely one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Right, require, right_required
from core.models import JobState
from core.names import in_reader_language
from core.typed_values import typed_value
from organisations.actions import duplicates as actions
from organisations.duplicates.reasons import REASONS, sentences
from organisations.duplicates.scoring import POSSIBLY, SURELY
from organisations.forms.sections import province_choices
from organisations.models import DuplicatePair, DuplicateScan, PairState
from places import official

PAGE_SIZE = 25
LEVELS = {"": POSSIBLY, "surely": SURELY}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; unknown values are named in `ignored` and change nothing."""

    province: str = ""
    level: str = ""
    reason: str = ""
    dismissed: bool = False
    ignored: tuple[str, ...] = ()

    def address(self, **other: Any) -> str:
        """The query of the same list with something else chosen."""
        values = {"province": self.province, "level": self.level, "reason": self.reason, **other}
        pairs = {name: value for name, value in values.items() if value and name != "dismissed"}
        if other.get("dismissed", self.dismissed):
            pairs["state"] = PairState.DISMISSED.value
        return f"?{urlencode(pairs)}"


def asked(data: Any) -> Asked:
    known = {
        "province": {row.code for row in official.provinces()},
        "level": set(LEVELS) - {""},
        "reason": set(REASONS),
        "state": set(PairState.values),
    }
    given = {name: str(data.get(name, ""))[:40] for name in known}
    ignored = tuple(value for name, value in given.items() if value and value not in known[name])
    valid = {name: value if value in known[name] else "" for name, value in given.items()}
    return Asked(
        valid["province"], valid["level"], valid["reason"], valid["state"] == PairState.DISMISSED.value, ignored
    )


@require_safe
@right_required(Right.VERIFY_ORGANISATIONS)
def duplicates(request: HttpRequest) -> TemplateResponse:
    """Likely pairs, the likeliest first; or those that somebody said are two."""
    require(request.user, Right.WHOLE_COUNTRY)
    query = asked(request.GET)
    pairs = DuplicatePair.objects.visible_to(request.user)
    found = pairs.dismissed() if query.dismissed else pairs.open()
    found = found.filter(score__gte=LEVELS[query.level])
    if query.province:
        found = found.in_province(query.province)
    if query.reason:
        found = found.filter(reasons__contains=[query.reason])
    page = Paginator(found.shown(), PAGE_SIZE).get_page(request.GET.get("page"))
    names = {row.code: in_reader_language(row.name_th, row.name_en) for row in official.provinces()}
    return TemplateResponse(
        request,
        "organisations/duplicates.html",
        {
            "query": query,
            "page_obj": page,
            "pairs": [(pair, sentences(pair.reasons), pair.score >= SURELY) for pair in page.object_list],
            "provinces": province_choices(),
            "province_name": names.get(query.province, ""),
            "reasons": list(REASONS.items()),
            "open_address": query.address(dismissed=False),
            "dismissed_address": query.address(dismissed=True),
            "levels": [(query.address(level=level), level) for level in LEVELS],
            "scan": DuplicateScan.objects.first(),
        },
    )


@require_safe
@right_required(Right.VERIFY_ORGANISATIONS)
def duplicate_scan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a comparison of the whole registry is; the queue itself without htmx."""
    job = get_object_or_404(DuplicateScan, pk=pk)
    if not request.htmx:  # type: ignore[attr-defined]  # by django-htmx
        return redirect("organisations:duplicates")
    response = TemplateResponse(request, "organisations/duplicate_scan.html", {"scan": job})
    if job.is_over:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@right_required(Right.VERIFY_ORGANISATIONS)
def scan(request: HttpRequest) -> HttpResponse:
    """Have the whole registry compared anew."""
    job = actions.scan(by=request.user)
    if job.state == JobState.RUNNING:
        messages.info(request, _("The registry is being compared already."))
    return redirect("organisations:duplicates")


@require_POST
@right_required(Right.VERIFY_ORGANISATIONS)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """The two of a pair are two organisations."""
    pair = get_object_or_404(DuplicatePair.objects.visible_to(request.user).shown(), pk=pk)
    actions.dismiss(one=pair.first, other=pair.second, why=typed_value(request.POST, "why"), by=request.user)
    messages.success(request, _("Noted: these are two organisations. The pair is not shown again."))
    return _back(request)


@require_POST
@right_required(Right.VERIFY_ORGANISATIONS)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A dismissed pair is to be looked at again."""
    actions.take_back(pair=get_object_or_404(DuplicatePair.objects.visible_to(request.user), pk=pk), by=request.user)
    messages.success(request, _("The pair is in the queue again."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the list as it was, where the form says which; nowhere else."""
    onwards = str(request.POST.get("next", ""))
    if onwards.startswith("?") and url_has_allowed_host_and_scheme(onwards, allowed_hosts=None):
        response = redirect("organisations:duplicates")
        response["Location"] += onwards
        return response
    return redirect("organisations:duplicates")
