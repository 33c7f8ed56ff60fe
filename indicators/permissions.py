"""Who may change which KPI records: the right, and the provinces it reaches."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right, require


def may_edit_in(user: Any, province: str | None) -> bool:
    """Whether the user may keep records of a province (None: of the nation)."""
    if not has_right(user, Right.EDIT_KPI_RECORDS):
        return False
    return has_right(user, Right.WHOLE_COUNTRY) or province in user.province_codes


def require_edit(user: Any, province: str | None) -> None:
    """Raise PermissionDenied where the user may not keep records of a province (None: of the nation)."""
    require(user, Right.EDIT_KPI_RECORDS)
    if not may_edit_in(user, province):
        raise PermissionDenied(_("Your account keeps the records of other provinces."))


def may_type(user: Any) -> bool:
    """Whether the user checks records and types in values of indicators: staff, for the whole country."""
    return has_right(user, Right.EDIT_KPI_RECORDS) and has_right(user, Right.WHOLE_COUNTRY)


def require_typing(user: Any) -> None:
    """Raise PermissionDenied unless the user may type in values of indicators: staff, for the whole country."""
    require(user, Right.EDIT_KPI_RECORDS)
    require(user, Right.WHOLE_COUNTRY)
