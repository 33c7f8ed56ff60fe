"""Who sees the contact details of a researcher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.permissions import Right, has_right
from organisations.permissions import in_scope

if TYPE_CHECKING:
    from researchers.models import Researcher


def may_edit(user: Any) -> bool:
    """Whether the user keeps the book."""
    return has_right(user, Right.EDIT_RESEARCHERS)


def may_see_contact(user: Any, researcher: Researcher) -> bool:
    """Whether the user may see phone and e-mail: with the right, in one's own provinces."""
    return has_right(user, Right.VIEW_PERSONAL_DATA) and in_scope(user, researcher.province_id)
