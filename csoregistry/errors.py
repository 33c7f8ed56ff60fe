"""The pages for what went wrong. 400, 403, 404 and 500 are Django's own views with our templates."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from accounts.middleware import kept_answers


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form came from a page that was open too long; lead to what was typed in it where that is kept.

    So it is after somebody signed in anew in another window while the page was open.
    """
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return render(request, "403_csrf.html", status=403)
    address = kept_answers(request, match.func, match.kwargs)
    if not address:
        return render(request, "403_csrf.html", status=403)
    messages.warning(request, _("The form was open too long. What you typed is here: look it through and save it."))
    return redirect(address)
