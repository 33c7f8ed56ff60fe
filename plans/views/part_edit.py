"""Forms by field for the common changes of a plan; what they write is the plan's document, as its own page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from core.form_tokens import take
from core.navigation import address
from plans import actions, parts
from plans.models import Plan
from plans.part_forms import IndicatorForm, NodeForm, PartForm, PlanForm
from plans.reading import DocumentError
from plans.views.finding import NotFoundError, find_plan, hinted

Change = Callable[[dict[str, Any], Any], dict[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLANS)
@hinted
def plan_form(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan's names and its approval."""
    found = find_plan(plan)
    form = PlanForm(request.POST or None, data=found.document, seen=actions.seen_of(found))
    title = _("Change names and dates")
    back = found.get_absolute_url()
    return _page(request, found, form, lambda data, form: parts.with_plan(data, form.values), title, back)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLANS)
@hinted
def node_form(request: HttpRequest, plan: str, number: str) -> HttpResponse:
    """A project or programme: names, years, budget, agencies."""
    found = find_plan(plan)
    part = _part(found, parts.node_of(found.document, number))
    form = NodeForm(request.POST or None, data=found.document, part=part, seen=actions.seen_of(found))

    def change(data: dict[str, Any], form: Any) -> dict[str, Any]:
        return parts.with_node(parts.with_agencies(data, form.agencies), number, form.values)

    title = _("Change %(what)s") % {"what": f"{number} {part['th']}"}
    node = found.nodes.select_related("level", "plan").get(number=number)
    return _page(request, found, form, change, title, node.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLANS)
@hinted
def node_new(request: HttpRequest, plan: str, number: str) -> HttpResponse:
    """One more project below a programme."""
    found = find_plan(plan)
    parent = _part(found, parts.node_of(found.document, number))
    form = NodeForm(
        request.POST or None,
        data=found.document,
        initial={"number": parts.next_number(parent)},
        seen=actions.seen_of(found),
    )

    def change(data: dict[str, Any], form: Any) -> dict[str, Any]:
        return parts.with_new_node(parts.with_agencies(data, form.agencies), number, form.values)

    title = _("Add below %(what)s") % {"what": f"{number} {parent['th']}"}
    return _page(request, found, form, change, title, found.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLANS)
@hinted
def indicator_form(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """An indicator's names, unit and targets; not what it is: a new one has a code of its own."""
    found = find_plan(plan)
    part = _part(found, parts.indicator_of(found.document, code))
    form = IndicatorForm(request.POST or None, data=found.document, part=part, seen=actions.seen_of(found))
    title = _("Change indicator %(code)s") % {"code": code}
    return _page(
        request,
        found,
        form,
        lambda data, form: parts.with_indicator(data, code, form.values),
        title,
        _indicators(found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLANS)
@hinted
def indicator_new(request: HttpRequest, plan: str) -> HttpResponse:
    """One more indicator."""
    found = find_plan(plan)
    form = IndicatorForm(request.POST or None, data=found.document, seen=actions.seen_of(found))
    title = _("Add an indicator")
    return _page(
        request, found, form, lambda data, form: parts.with_new_indicator(data, form.values), title, _indicators(found)
    )


def _part(plan: Plan, part: dict[str, Any] | None) -> dict[str, Any]:
    if part is None:
        hint = gettext_lazy("Check the address, or look for it in the plan.")
        raise NotFoundError(gettext_lazy("The plan's document has no such part"), hint, plan)
    return part


def _indicators(plan: Plan) -> str:
    """The plan's indicators, where they have pages; a room above this one knows."""
    return address("indicators:list", plan.code) or plan.get_absolute_url()


def _page(request: HttpRequest, plan: Plan, form: PartForm, change: Change, title: str, back: str) -> HttpResponse:
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if take(form.cleaned_data["token"], result=back) is not None:
                    return redirect(back)
                seen = form.cleaned_data["seen"]
                _plan, changes = actions.change_document(
                    plan=plan, change=lambda data: change(data, form), seen=seen, by=request.user
                )
        except DocumentError as error:
            _show(error, form)
        except actions.NotNowError as error:
            form.add_error(None, str(error.reason))
            status = 409
        else:
            said = {"new": changes.created, "changed": changes.changed, "removed": changes.removed}
            messages.success(request, _("Saved: %(new)s new, %(changed)s changed, %(removed)s removed.") % said)
            return redirect(back)
    context = {"plan": plan, "form": form, "title": title, "back": back}
    return TemplateResponse(request, "plans/part_edit.html", context, status=status)


def _show(error: DocumentError, form: PartForm) -> None:
    """What is wrong with the document, at the field that writes it where there is one."""
    fields = {key: name for name, key in form.names.items()}
    for problem in error.problems:
        named = problem.values.get("key") or problem.values.get("name")
        field = fields.get(str(named))
        form.add_error(field if field in form.fields else None, str(problem))
