"""Who is asked to sign in, without losing what they sent; and who must use a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
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


def kept_answers(request: HttpRequest, view: Any, arguments: dict[str, Any]) -> str:
    """Where the answers of a form that cannot be taken now are found again; "" where the view keeps none.

    A view that keeps them has `keep_answers(request, **arguments)`; it knows by the form itself whose it is.
    """
    keep = getattr(view, "keep_answers", None)
    return keep(request, **arguments) if keep is not None and request.method == "POST" else ""


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for sign-in; a form sent after its session has ended is kept, and signing in leads back to it."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        match = request.resolver_match
        address = kept_answers(request, view_func, match.kwargs if match else {})
        if not address:
            return super().handle_no_permission(request, view_func)
        messages.info(request, _("You were signed out. What you typed is kept: sign in to go on."))
        return redirect_to_login(address)


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
