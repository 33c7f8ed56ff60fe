from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, require
from organisations import facts
from organisations.actions import ConflictError, restorable, restore
from organisations.history import history_of
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.permissions import may_edit, may_see_people
from organisations.terms import current_terms
from organisations.versions import Version, differences, version_at
from organisations.views.finding import of_code


class RestoreForm(forms.Form):
    """Which of the differences are to be brought back, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    keys = forms.MultipleChoiceField(required=False)
    reason = forms.CharField(required=False, max_length=300)


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def version(request: HttpRequest, organisation: Organisation, number: int) -> HttpResponse:
    """The record as it stood after one entry of its history, beside another version; any of it can be brought back."""
    user = request.user
    require(user, Right.VIEW_UNPUBLISHED)
    terms = current_terms()
    with_people = may_see_people(user, organisation)
    entries = history_of(organisation, terms, with_people=with_people)
    then = _at(entries, number)
    last = entries[0].number
    other = _number(request.GET.get("with"), last)
    found = differences(then, _at(entries, other), terms, with_people=with_people)
    may_restore = may_edit(user, organisation) and other == last != number
    context: dict[str, Any] = {
        "organisation": organisation,
        "entry": next(entry for entry in entries if entry.number == number),
        "number": number,
        "other": other,
        "last": last,
        "entries": entries,
        "sections": facts.sections(then.organisation, terms, is_insider=True),
        "people": facts.people_facts(then.people.values()) if with_people else None,
        "budgets": sorted(then.budgets.values(), key=lambda row: -row.fiscal_year),
        "differences": [(one, may_restore and restorable(one.key, user)) for one in found],
        "may_restore": may_restore and any(restorable(one.key, user) for one in found),
        "errors": [],
        "reason": request.POST.get("reason", ""),
        "ticked": request.POST.getlist("keys"),
    }
    if request.method == "POST":
        if not may_restore:
            raise PermissionDenied(_("Your account may not do this."))
        done = _restore(request, organisation, then, number, found, context)
        if done is not None:
            return done
    if with_people:
        log_view(user, organisation.code, len(then.people))
    return TemplateResponse(request, "organisations/version.html", context)


def _restore(
    request: HttpRequest,
    organisation: Organisation,
    then: Version,
    number: int,
    found: Any,
    context: dict[str, Any],
) -> HttpResponse | None:
    """Bring back what was ticked; where that cannot be, None and the errors in the context."""
    form = RestoreForm(request.POST)
    offered = [(one.key, one.label) for one in found if restorable(one.key, request.user)]
    form.fields["keys"].choices = offered  # type: ignore[attr-defined]  # it is a ChoiceField
    if not form.is_valid():
        context["errors"] = [_("The record has changed meanwhile. Look at the differences again, then tick anew.")]
        return None
    keys = [key for key, _label in offered] if "all" in request.POST else form.cleaned_data["keys"]
    try:
        restore(
            organisation=organisation,
            then=then,
            number=number,
            keys=keys,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except ConflictError:
        context["errors"] = [_("The record has changed meanwhile. Look at the differences again, then tick anew.")]
    except ValidationError as error:
        context["errors"] = error.messages
    else:
        messages.success(request, _("The earlier values were brought back; what waits for approval is marked."))
        return redirect("organisations:history", organisation.code)
    return None


def _at(entries: Any, number: int) -> Version:
    if not 1 <= number <= len(entries):
        raise Http404(_("The record has no such version."))
    try:
        return version_at(entries, number)
    except ValueError as error:
        raise Http404(_("The record has no such version.")) from error


def _number(text: str | None, last: int) -> int:
    """A version's number from the address; the last where it names none."""
    value = text or ""
    return int(value) if value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= last else last
