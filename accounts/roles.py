"""Rights and roles: the whole policy on one page.

A right is asked for by name, never by role. What a role may see *of whom* (its provinces, its
agencies) is not here: that scope sits in the QuerySet methods `visible_to` and `editable_by`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    VIEW_UNPUBLISHED = "view_unpublished"  # organisations that are not verified yet
    VIEW_PERSONAL_DATA = "view_personal_data"  # heads, coordinators, researchers' contacts
    EXPORT_PERSONAL_DATA = "export_personal_data"
    VIEW_LOOKS = "view_looks"  # who looked at the people of one record; of all records: view_audit_trail
    EDIT_ORGANISATIONS = "edit_organisations"  # of one's own provinces, or of all
    VERIFY_ORGANISATIONS = "verify_organisations"
    BULK_CHANGE = "bulk_change"  # many organisations at once
    EDIT_RESEARCHERS = "edit_researchers"
    EDIT_PLANS = "edit_plans"
    REPORT_PROGRESS = "report_progress"  # of the projects of one's own agencies, or of all
    REVIEW_PROGRESS = "review_progress"  # accept, return, close
    EDIT_KPI_RECORDS = "edit_kpi_records"  # of one's own provinces, or of all
    VIEW_KPI_RECORDS = "view_kpi_records"
    EDIT_FORUM = "edit_forum"
    VIEW_REPORTS = "view_reports"
    BUILD_REPORTS = "build_reports"
    WRITE_YEARLY_REPORTS = "write_yearly_reports"  # of one's own provinces, or of all
    IMPORT_SPREADSHEETS = "import_spreadsheets"
    MANAGE_USERS = "manage_users"
    MANAGE_TAXONOMIES = "manage_taxonomies"
    VIEW_AUDIT_TRAIL = "view_audit_trail"
    WHOLE_COUNTRY = "whole_country"  # not limited to one's own provinces and agencies


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Provincial coordinator")
    STAFF = "staff", _("Ministry staff")
    AGENCY = "agency", _("Agency officer")
    COMMITTEE = "committee", _("Committee member")
    ADMIN = "admin", _("Administrator")


_STAFF = frozenset(Right) - {
    Right.IMPORT_SPREADSHEETS,
    Right.MANAGE_USERS,
    Right.MANAGE_TAXONOMIES,
    Right.VIEW_AUDIT_TRAIL,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COORDINATOR: frozenset(
        {
            Right.VIEW_UNPUBLISHED,
            Right.VIEW_PERSONAL_DATA,
            Right.EXPORT_PERSONAL_DATA,
            Right.EDIT_ORGANISATIONS,
            Right.EDIT_KPI_RECORDS,
            Right.VIEW_KPI_RECORDS,
            Right.VIEW_REPORTS,
            Right.WRITE_YEARLY_REPORTS,
        }
    ),
    Role.STAFF: _STAFF,
    Role.AGENCY: frozenset({Right.REPORT_PROGRESS, Right.VIEW_KPI_RECORDS, Right.VIEW_REPORTS}),
    Role.COMMITTEE: frozenset({Right.VIEW_KPI_RECORDS, Right.VIEW_REPORTS, Right.WHOLE_COUNTRY}),
    Role.ADMIN: frozenset(Right),
}


def has_right(user: Any, right: Right) -> bool:
    """Whether `user` (a User or AnonymousUser) holds `right`."""
    return bool(user.is_authenticated and user.is_active and right in RIGHTS[Role(user.role)])
