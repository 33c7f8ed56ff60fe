"""Who may do what with plans. The rights are those of accounts.permissions; the scope is the lead agency."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.permissions import Right, has_right, require
from plans.choices import AgencyRole
from plans.models import Agency, Node


def may_read_progress(user: Any) -> bool:
    """Whether a reader sees any progress. A plan's structure, agencies and budget are public; reports are not."""
    return any(has_right(user, right) for right in (Right.VIEW_REPORTS, Right.REPORT_PROGRESS, Right.REVIEW_PROGRESS))


def may_report(user: Any, node: Node) -> bool:
    """Whether the user reports this project's progress: as an officer of a lead agency, or as staff."""
    return Node.objects.reportable_by(user).filter(pk=node.pk).exists()


def may_review(user: Any) -> bool:
    """Whether the user accepts and returns reports, and closes periods."""
    return has_right(user, Right.REVIEW_PROGRESS)


def agencies_to_add_for(user: Any, node: Node) -> list[Agency]:
    """The supporting agencies of a project whose part of its report the user writes: his own, or all as staff."""
    if not has_right(user, Right.REPORT_PROGRESS):
        return []
    supporting = Agency.objects.filter(node_agencies__node=node, node_agencies__role=AgencyRole.SUPPORTING)
    mine = supporting if has_right(user, Right.WHOLE_COUNTRY) else supporting.of(user)
    return list(mine.order_by("node_agencies__position"))


def require_report(user: Any, node: Node) -> None:
    """Raise PermissionDenied unless the user reports this project's progress."""
    require(user, Right.REPORT_PROGRESS)
    if not may_report(user, node):
        raise PermissionDenied(_("Only the project's lead agency and the ministry report its progress."))


def require_reading(user: Any) -> None:
    """Raise PermissionDenied unless the user may read progress at all."""
    if not may_read_progress(user):
        raise PermissionDenied(_("Your account may not do this."))
