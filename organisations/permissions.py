"""Who may change which organisation: the right comes from the role, the scope from the provinces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right, require

if TYPE_CHECKING:
    from organisations.models import Organisation


def in_scope(user: Any, province_code: str) -> bool:
    """Whether a province is the user's: everyone's with WHOLE_COUNTRY."""
    return has_right(user, Right.WHOLE_COUNTRY) or province_code in user.province_codes


def may_edit(user: Any, organisation: Organisation) -> bool:
    """Whether the user may change this organisation."""
    return has_right(user, Right.EDIT_ORGANISATIONS) and in_scope(user, organisation.province_id)


def may_verify(user: Any) -> bool:
    """Whether the user verifies and returns records, and keeps certification and capacity levels of any province."""
    return has_right(user, Right.VERIFY_ORGANISATIONS)


def may_see_people(user: Any, organisation: Organisation) -> bool:
    """Whether the user may look at the head and the coordinator: with the right, in one's own provinces."""
    return has_right(user, Right.VIEW_PERSONAL_DATA) and in_scope(user, organisation.province_id)


def require_edit(user: Any, *province_codes: str) -> None:
    """Raise PermissionDenied unless the user may change organisations of all these provinces."""
    require(user, Right.EDIT_ORGANISATIONS)
    if not all(in_scope(user, code) for code in province_codes):
        raise PermissionDenied(_("You may change organisations of your own provinces only."))
