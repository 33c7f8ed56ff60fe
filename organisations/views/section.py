from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations import actions
from organisations.choices import State
from organisations.conflicts import Difference, differences, merged_initial
from organisations.facts import TITLES
from organisations.forms.sections import SectionForm
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.sections import FORMS, next_section
from organisations.terms import current_terms
from organisations.views.edit import check_may_edit
from organisations.views.finding import of_code


@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def section(request: HttpRequest, organisation: Organisation, section: str) -> HttpResponse:
    """One section of a record as a form."""
    if section not in FORMS:
        raise Http404
    check_may_edit(request.user, organisation)
    if section == "people":
        log_view(request.user, organisation.code, organisation.people.count())
    options: dict[str, Any] = {"organisation": organisation, "user": request.user, "terms": current_terms()}
    make = FORMS[section]
    if request.method != "POST":
        return _page(request, make(**options), section)
    if "show_places" in request.POST:
        # Without JavaScript, the button beside the province asks for its districts; nothing is saved or judged.
        return _page(request, make(**options, initial=request.POST.dict()), section)
    form = make(request.POST, **options)
    if not form.is_valid():
        return _page(request, form, section)
    try:
        actions.update(
            organisation=organisation,
            values=form.values(),
            **form.parts(),
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except actions.ConflictError as conflict:
        options["organisation"] = conflict.current
        found = differences(form, conflict.current, form.cleaned_data["version"], options["terms"])
        again = make(**options, initial=merged_initial(form, found))
        return _page(request, again, section, found, status=409)
    except ValidationError as error:
        form.add_error(None, error) if not hasattr(error, "error_dict") else _add_errors(form, error)
        return _page(request, form, section)
    messages.success(request, _("Saved: %(section)s.") % {"section": TITLES[section]})
    return _onwards(organisation, section)


def _page(
    request: HttpRequest, form: SectionForm, section: str, found: list[Difference] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "organisation": form.organisation,
        "section": section,
        "title": TITLES[section],
        "differences": found,
        "goes_on": form.organisation.state in (State.DRAFT, State.RETURNED),
    }
    return TemplateResponse(request, "organisations/section.html", context, status=status)


def _add_errors(form: SectionForm, error: ValidationError) -> None:
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def _onwards(organisation: Organisation, section: str) -> HttpResponse:
    """A draft goes on to the next section, any other record back to its page."""
    if organisation.state not in (State.DRAFT, State.RETURNED):
        return redirect(f"{organisation.get_absolute_url()}#{section}")
    following = next_section(section)
    if following is None:
        return redirect("organisations:check", organisation.code)
    return redirect("organisations:section", organisation.code, following)
