"""The form in which a supporting agency adds its part to a project's report."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.form_tokens import take
from plans import actions
from plans.actions.parts import ADDED
from plans.forms import PartForm
from plans.models import SupportingPart
from plans.permissions import agencies_to_add_for
from plans.views.finding import find_agency, find_period, find_project, hinted
from plans.views.plan import short_label


@require_http_methods(["GET", "HEAD", "POST"])
@hinted
def progress_part(request: HttpRequest, plan: str, number: str, period: str, agency: str) -> HttpResponse:
    node = find_project(plan, number)
    found = find_period(node.plan, period)
    of = find_agency(agency)
    if of not in agencies_to_add_for(request.user, node):
        message = _("Only officers of the project's supporting agencies and the ministry add to its report.")
        raise PermissionDenied(message)
    address = reverse("plans:progress", args=[plan, number, str(found)])
    row = SupportingPart.objects.filter(node=node, period=str(found), agency=of).first()
    initial = {name: getattr(row, name) for name in ADDED} if row else {}
    form = PartForm(request.POST or None, initial={**initial, "version": row.version if row else 0})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ADDED}
        try:
            with transaction.atomic():
                if take(form.cleaned_data["token"], result=address) is None:
                    version = form.cleaned_data["version"]
                    given = {"node": node, "period": str(found), "agency": of, "version": version}
                    actions.save_part(values=values, by=request.user, **given)
                    messages.success(request, _("Your agency's part is saved."))
            return redirect(address)
        except actions.NotNowError as error:
            form.add_error(None, str(error.reason))
    before = SupportingPart.objects.filter(node=node, period=str(found.previous()), agency=of).first()
    context = {
        "plan": node.plan,
        "node": node,
        "agency": of,
        "period": found,
        "period_name": short_label(found),
        "form": form,
        "fields": [(form[name], getattr(before, name) if before else "") for name in ADDED],
        "last_name": short_label(found.previous()),
    }
    return TemplateResponse(request, "plans/progress_part.html", context)
