from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from organisations.looks import log_view
from organisations.terms import current_terms
from researchers import actions
from researchers.forms import ResearcherForm
from researchers.looked_at import SUBJECT
from researchers.models import Researcher
from researchers.views.finding import find


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_RESEARCHERS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry as a form, contact details included, so opening it is a look."""
    researcher = find(pk, request.user)
    terms = current_terms()
    if request.method != "POST":
        log_view(request.user, str(researcher.pk), 1, subject=SUBJECT)
        return _page(request, ResearcherForm(terms=terms, researcher=researcher), researcher)
    form = ResearcherForm(request.POST, terms=terms, researcher=researcher)
    if not form.is_valid():
        return _page(request, form, researcher)
    try:
        actions.update(
            researcher=researcher,
            values=form.values(),
            works=form.cleaned_data["works"],
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except actions.ConflictError as conflict:
        # What was typed stays; with the version of now, the next press saves it over what the notice tells of.
        form.data = {**request.POST.dict(), **{name: request.POST.getlist(name) for name in ("issues", "expertise")}}
        form.data["version"] = conflict.current.version
        return _page(request, form, conflict.current, status=409)
    messages.success(request, _("Saved."))
    return redirect(researcher)


def _page(request: HttpRequest, form: ResearcherForm, researcher: Researcher, status: int = 200) -> HttpResponse:
    context = {"form": form, "researcher": researcher, "is_conflict": status == 409}
    return TemplateResponse(request, "researchers/edit.html", context, status=status)
