from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.permissions import Right, right_required
from forum import actions
from forum.forms import FollowUpForm, PartsForm
from forum.models import Proposal


def _proposal(year: int, number: int) -> Proposal:
    proposals = Proposal.objects.select_related("forum").with_state().with_parts()
    return get_object_or_404(proposals, forum__year=year, number=number)


@login_not_required
def proposal(request: HttpRequest, year: int, number: int) -> TemplateResponse:
    """One proposal, word for word, with all that was done about it."""
    found = _proposal(year, number)
    context = {"proposal": found, "follow_ups": found.follow_ups.select_related("created_by")}
    return TemplateResponse(request, "forum/proposal.html", context)


@right_required(Right.EDIT_FORUM)
def follow_up(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """Put on record what was done about a proposal."""
    found = _proposal(year, number)
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_follow_up(proposal=found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The follow-up is on record."))
        return redirect(found)
    context = {"proposal": found, "form": form, "title": _("Add a follow-up")}
    return TemplateResponse(request, "forum/proposal_form.html", context)


@right_required(Right.EDIT_FORUM)
def parts(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """Say who is to act on a proposal, and which projects work on it."""
    found = _proposal(year, number)
    form = PartsForm(request.POST or None, proposal=found)
    if request.method == "POST" and form.is_valid():
        actions.set_parts(proposal=found, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(found)
    context = {"proposal": found, "form": form, "title": _("Agencies and projects")}
    return TemplateResponse(request, "forum/proposal_form.html", context)
