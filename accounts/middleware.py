"""Those who see personal data of the whole country must use a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Right, has_right

# Where a person without a second factor may still go: to set one up, to leave, to read in the other language.
OPEN_PREFIXES = ("/accounts/", "/language/", "/static/", "/healthz", "/readyz")


def needs_second_factor(user: object) -> bool:
    """Real accounts with rights over personal data everywhere; demo accounts sign in with the password alone."""
    return (
        has_right(user, Right.EXPORT_PERSONAL_DATA)
        and has_right(user, Right.WHOLE_COUNTRY)
        and not getattr(user, "is_demo", False)
    )


class SecondFactorMiddleware:
    """Sends a person who must have a second factor, and has none yet, to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            not request.path.startswith(OPEN_PREFIXES)
            and needs_second_factor(request.user)
            and not is_mfa_enabled(request.user)
        ):
            messages.warning(request, _("Your account needs a second factor. Set up an authenticator app to go on."))
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
