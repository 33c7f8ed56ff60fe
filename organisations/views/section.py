from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import form_tokens
from organisations import actions, posted, typed
from organisations.choices import State
from organisations.conflicts import Difference, chosen, differences, merged, moved
from organisations.facts import TITLES
from organisations.forms.sections import SectionForm
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.sections import FORMS, next_section
from organisations.terms import current_terms
from organisations.views.edit import check_may_edit
from organisations.views.finding import of_code
from organisations.views.typed import keeps_answers, of_section


@keeps_answers(of_section)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_code
def section(request: HttpRequest, organisation: Organisation, section: str) -> HttpResponse:
    """One section of a record as a form."""
    if section not in FORMS:
        raise Http404
    check_may_edit(request.user, organisation)
    if section == "people":
        log_view(request.user, organisation.code, organisation.people.count())
    make = partial(FORMS[section], user=request.user, terms=current_terms())
    if request.method != "POST":
        return _open(request, make, organisation)
    data = chosen(request.POST)
    if "show_places" in data:
        # Without JavaScript, the button beside the province asks for its districts; nothing is saved or judged.
        return _page(request, _unjudged(make, organisation, data))
    form = make(data, organisation=organisation)
    if not form.is_valid():
        return _page(request, form)
    return _save(request, make, form)


def _open(request: HttpRequest, make: Any, organisation: Organisation) -> HttpResponse:
    """The form as the record is; with what the reader had typed and not saved, if there is any."""
    form = make(organisation=organisation)
    kept = typed.of_section(request.user, organisation, form.section)
    if kept is None:
        return _page(request, form)
    data = posted.as_query(kept.answers["answers"])
    opened = posted.read_opened(kept.answers["opened"])
    found = differences(form, make(data, organisation=organisation), opened, current_terms())
    if not any(one.mine for one in found):
        typed.forget(request.user, form.section, organisation=organisation)
        return _page(request, form)
    if moved(form, opened):
        return _both_versions(request, make, organisation, data, opened, restored=kept)
    return _page(request, _unjudged(make, organisation, data), restored=kept)


def _save(request: HttpRequest, make: Any, form: SectionForm) -> HttpResponse:
    """Write the answers; a second press of the button lands where the first one did."""
    organisation, token = form.organisation, form.cleaned_data["token"]
    opened = posted.read_opened(form.cleaned_data["opened"])
    version = form.cleaned_data["version"]
    address = _onwards(request, organisation, form.section)
    try:
        with transaction.atomic():
            before = form_tokens.take(token)
            if before is not None:
                organisation.refresh_from_db()
            now = make(organisation=organisation)
            if before is not None and not differences(now, form, opened, current_terms()):
                return redirect(before or address)
            if opened is not None and moved(now, opened):
                raise actions.ConflictError(organisation)
            _write(request, make, form, version, opened)
            form_tokens.lead_to(token, address)
            typed.forget(request.user, form.section, organisation=organisation)
    except actions.ConflictError as conflict:
        return _both_versions(request, make, conflict.current, form.data, opened, status=409)
    except ValidationError as error:
        form.add_error(None, error) if not hasattr(error, "error_dict") else _add_errors(form, error)
        return _page(request, form)
    messages.success(request, _("Saved: %(section)s.") % {"section": TITLES[form.section]})
    if form.standing.holds and organisation.held_changes.waiting().exists():
        messages.info(request, _("Some changes wait for the ministry's approval. The public sees the verified values."))
    for warning in form.warnings():
        messages.warning(request, warning)
    return redirect(address)


def _write(
    request: HttpRequest, make: Any, form: SectionForm, version: int | None, opened: posted.Posted | None
) -> None:
    """Save over the version that the form was opened with, or over a later one that has the same answers here."""
    while True:
        try:
            actions.update(
                organisation=form.organisation, values=form.values(), **form.parts(), version=version, by=request.user
            )
        except actions.ConflictError as conflict:
            if moved(make(organisation=conflict.current), opened):
                raise
            version = conflict.current.version
        else:
            return


def _unjudged(make: Any, organisation: Organisation, data: QueryDict, **initial: Any) -> SectionForm:
    """The form as it was typed, without a word on what is right."""
    machine = {name: data[name] for name in ("version", "opened") if name in data}
    answers = posted.initial_of(make(organisation=organisation, initial=data.dict()), data)
    form: SectionForm = make(organisation=organisation, initial={**answers, **machine, **initial})
    if "opened" not in machine:
        form.initial["opened"] = make(organisation=organisation).initial["opened"]
    return form


def _both_versions(
    request: HttpRequest,
    make: Any,
    organisation: Organisation,
    data: Any,
    opened: posted.Posted | None,
    **options: Any,
) -> HttpResponse:
    """The page on which the reader sees the record's version beside the own one, and chooses."""
    now = make(organisation=organisation)
    mine = make(data, organisation=organisation)
    found = differences(now, mine, opened, current_terms())
    form = make(organisation=organisation, initial={**merged(now, mine, found), "opened": now.initial["opened"]})
    return _page(request, form, found, **options)


def _page(
    request: HttpRequest,
    form: SectionForm,
    found: list[Difference] | None = None,
    *,
    restored: Any = None,
    status: int = 200,
) -> HttpResponse:
    contested = [one for one in found or [] if one.contested]
    apart = {name for one in contested for name in one.names}
    context = {
        "form": form,
        "organisation": form.organisation,
        "section": form.section,
        "title": TITLES[form.section],
        "differences": found,
        "contested": [(one, [form[name] for name in one.names]) for one in contested],
        "merged": [one for one in found or [] if not one.contested],
        "groups": [
            (group, [bound for bound in fields if bound.name not in apart])
            for group, fields in (form.groups or [("", form.visible_fields())])
        ],
        "restored": restored,
        "back": "check" if request.GET.get("back") == "check" else "",
        "goes_on": form.organisation.state in (State.DRAFT, State.RETURNED),
    }
    return TemplateResponse(request, "organisations/section.html", context, status=status)


def _add_errors(form: SectionForm, error: ValidationError) -> None:
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def _onwards(request: HttpRequest, organisation: Organisation, section: str) -> str:
    """Where a saved section leads: back to the check page, on to the next section of a draft, or to the record."""
    if request.GET.get("back") == "check":
        return f"{reverse('organisations:check', args=[organisation.code])}#{section}"
    if organisation.state not in (State.DRAFT, State.RETURNED):
        return f"{organisation.get_absolute_url()}#{section}"
    following = next_section(section)
    if following is None:
        return reverse("organisations:check", args=[organisation.code])
    return reverse("organisations:section", args=[organisation.code, following])
