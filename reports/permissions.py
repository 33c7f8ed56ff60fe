"""Who may write which province's yearly report: the right, and the provinces it reaches."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right, require


def may_write_for(user: Any, province: str) -> bool:
    """Whether the user may write the yearly report of a province."""
    if not has_right(user, Right.WRITE_YEARLY_REPORTS):
        return False
    return has_right(user, Right.WHOLE_COUNTRY) or province in user.province_codes


def require_writing_for(user: Any, province: str) -> None:
    """Raise PermissionDenied where the user may not write the yearly report of a province."""
    require(user, Right.WRITE_YEARLY_REPORTS)
    if not may_write_for(user, province):
        raise PermissionDenied(_("Your account writes the reports of other provinces."))


def may_look_at(user: Any, province: str) -> bool:
    """Whether the user may see how a province stands beside others: the province itself, and who reads for all."""
    if not has_right(user, Right.VIEW_REPORTS):
        return False
    return has_right(user, Right.WHOLE_COUNTRY) or province in user.province_codes
