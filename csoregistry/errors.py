"""The pages for what went wrong. 400, 403, 404 and 500 are Django's own views with our templates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form came from a page that was open too long, and how to send it again."""
    return render(request, "403_csrf.html", status=403)
