from __future__ import annotations

from typing import cast

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.template.response import TemplateResponse

from accounts.models import User


def profile(request: HttpRequest) -> TemplateResponse:
    """Who I am here, what is mine, and how I sign in."""
    user = cast(User, request.user)  # LoginRequiredMiddleware lets nobody else in
    return TemplateResponse(
        request,
        "accounts/profile.html",
        {"provinces": user.provinces.all(), "second_factor": is_mfa_enabled(user)},
    )
