"""Every component in every state, for those who build pages. Only where DEBUG is on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from core import icons, samples


@login_not_required
@require_GET
def ui(request: HttpRequest) -> TemplateResponse:
    messages.success(request, samples.MESSAGE)
    return TemplateResponse(request, "core/ui.html", {"icons": icons.names(), **samples.everything(request)})
