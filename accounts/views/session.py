from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.sessions import seconds_left


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Whose session this is and for how long, for static/js/session.js; POST makes it last from now on.

    `csrf`: the token for forms of pages that were opened before the reader signed in again.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0}, status=401)
    if request.method == "POST":
        request.session.save()
        request.session.modified = True  # the cookie is to last as long
    return JsonResponse({"user": request.user.pk, "seconds": seconds_left(request.session), "csrf": get_token(request)})
