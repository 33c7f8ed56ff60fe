from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from core import form_tokens
from organisations import actions
from organisations.forms.new import NewForm
from organisations.terms import current_terms


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_ORGANISATIONS)
def new(request: HttpRequest) -> HttpResponse:
    """The first page of a new organisation; the draft that it makes leads on to its sections."""
    form = NewForm(request.POST or None, user=request.user, terms=current_terms())
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["token"]
        with transaction.atomic():
            made_before = form_tokens.take(token)
            if made_before is not None:
                return redirect(made_before or "organisations:list")
            organisation = actions.create(values=form.values(), by=request.user)
            address = reverse("organisations:edit", args=[organisation.code])
            form_tokens.lead_to(token, address)
        return redirect(address)
    return TemplateResponse(request, "organisations/new.html", {"form": form})
