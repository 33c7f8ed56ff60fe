"""Every component in every state, for those who build pages. Only where DEBUG is on."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from core import icons, samples


@login_not_required
@require_GET
def ui(request: HttpRequest) -> TemplateResponse:
    if not settings.DEBUG:
        raise Http404
    messages.success(request, samples.MESSAGE)
    context = {"icons": icons.names(), "manual": samples.manual(), **samples.everything(request)}
    return TemplateResponse(request, "core/ui.html", context)
