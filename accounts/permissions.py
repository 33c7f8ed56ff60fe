"""Asking for rights: the policy itself is in accounts.roles."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts.roles import RIGHTS, Right, Role, has_right

__all__ = ["RIGHTS", "Right", "Role", "has_right", "require", "right_required"]


def require(user: Any, right: Right) -> None:
    """Raise PermissionDenied unless `user` is signed in and holds `right`."""
    if not has_right(user, right):
        raise PermissionDenied(_("Your account may not do this."))


View = Callable[..., HttpResponseBase]


def right_required(right: Right) -> Callable[[View], View]:
    """Close a view to everyone who lacks `right` (signed-out readers are sent to sign in first)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, right)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
