from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, require
from core.typed_values import typed_value
from organisations import actions
from organisations.actions import merging
from organisations.choices import PersonKind
from organisations.looks import log_view
from organisations.merging.fields import Choice, better, rows
from organisations.models import Organisation
from organisations.terms import current_terms
from organisations.validators import with_title
from organisations.views.finding import of_code
from thai.identifiers import CodeError, parse_registry_code


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def merge(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Two records side by side, field by field, and one button; first the other's code where it is not given."""
    require(request.user, Right.VERIFY_ORGANISATIONS)
    require(request.user, Right.WHOLE_COUNTRY)
    typed = request.POST.get("with") or request.GET.get("with") or ""
    other = _other(typed, organisation, request.user)
    if other is None:
        problem = _("There is no other organisation with this registry code.") if typed else ""
        context = {"organisation": organisation, "typed": typed[:40], "problem": problem}
        return TemplateResponse(request, "organisations/merge_with.html", context)
    if request.method == "POST":
        return _merge(request, organisation, other)
    if "keep" not in request.GET:
        organisation, other = better(organisation, other)
    return _page(request, organisation, other)


def _merge(request: HttpRequest, survivor: Organisation, merged: Organisation) -> HttpResponse:
    choices = {
        name.removeprefix("pick-"): str(value) for name, value in request.POST.items() if name.startswith("pick-")
    }
    choices["keep_name"] = Choice.BOTH if "keep_name" in request.POST else Choice.SURVIVOR
    versions = (_number(request.POST.get("version")), _number(request.POST.get("other_version")))
    try:
        made = merging.merge(
            survivor=survivor,
            merged=merged,
            choices=choices,
            versions=versions,
            why=typed_value(request.POST, "why"),
            by=request.user,
        )
    except (actions.ConflictError, actions.WrongStateError):
        messages.warning(request, _("One of the two was changed meanwhile. Look at both again, and merge then."))
        survivor.refresh_from_db()
        merged.refresh_from_db()
        return _page(request, survivor, merged, choices, status=409)
    messages.success(
        request,
        _("%(old)s is merged into this record. It can be undone under “Merges made”.") % {"old": made.merged.code},
    )
    return redirect(made.survivor)


def _page(
    request: HttpRequest,
    survivor: Organisation,
    merged: Organisation,
    choices: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    fields = rows(survivor, merged, current_terms(), choices or {})
    context = {
        "survivor": survivor,
        "merged": merged,
        "differing": [row for row in fields if row.differs],
        "equal": [row for row in fields if not row.differs and row.sides[0].text],
        "parts": _parts(request.user, survivor, merged, choices or {}),
        "why": request.POST.get("why", ""),
    }
    return TemplateResponse(request, "organisations/merge.html", context, status=status)


def _parts(user: Any, survivor: Organisation, merged: Organisation, choices: dict[str, str]) -> list[dict[str, Any]]:
    """The people and yearly budgets that both records have: one of each remains. People's data are logged."""
    found: list[tuple[str, Any, list[str]]] = []
    people = [{person.kind: person for person in record.people.all()} for record in (survivor, merged)]
    budgets = [{budget.fiscal_year: budget for budget in record.budgets.all()} for record in (survivor, merged)]
    for record, held in zip((survivor, merged), people, strict=True):
        log_view(user, record.code, len(held))
    for kind in people[0].keys() & people[1].keys():
        words = [
            " · ".join(
                part
                for part in (with_title(one.title, one.name), one.position, one.phone, one.mobile, one.email)
                if part
            )
            for one in (people[0][kind], people[1][kind])
        ]
        found.append((f"people:{kind}", PersonKind(kind).label, words))
    for year in sorted(budgets[0].keys() & budgets[1].keys(), reverse=True):
        label = _("Budget of %(year)s") % {"year": year}
        found.append((f"budgets:{year}", label, [f"{held[year].total:,.2f}" for held in budgets]))
    return [
        {"name": name, "label": label, "mine": words[0], "its": words[1], "chosen": choices.get(name, Choice.SURVIVOR)}
        for name, label, words in sorted(found, key=lambda part: part[0])
        if words[0] != words[1]
    ]


def _other(typed: str, organisation: Organisation, user: Any) -> Organisation | None:
    try:
        code = parse_registry_code(typed)
    except CodeError:
        return None
    visible = Organisation.objects.visible_to(user).select_related("province", "district", "subdistrict", "parent")
    return visible.filter(code=code).exclude(pk=organisation.pk).first()


def _number(text: Any) -> int:
    """A version out of a form; one that never was, where somebody sends nonsense."""
    return int(text) if str(text).isascii() and str(text).isdigit() and len(str(text)) < 10 else -1
