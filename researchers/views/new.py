from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from core import form_tokens
from organisations.terms import current_terms
from researchers import actions
from researchers.forms import ResearcherForm


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_RESEARCHERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new entry of the book."""
    form = ResearcherForm(request.POST or None, terms=current_terms())
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["token"]
        with transaction.atomic():
            made_before = form_tokens.take(token)
            if made_before is not None:
                return redirect(made_before or "researchers:list")
            researcher = actions.create(values=form.values(), works=form.cleaned_data["works"], by=request.user)
            form_tokens.lead_to(token, researcher.get_absolute_url())
        return redirect(researcher)
    return TemplateResponse(request, "researchers/new.html", {"form": form})
