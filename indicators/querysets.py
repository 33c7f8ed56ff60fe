"""Reads of KPI records; every list starts from `visible_to` or `editable_by`."""

from __future__ import annotations

from typing import Any

from django.db import models

from accounts.permissions import Right, has_right


class RecordQuerySet(models.QuerySet[Any]):
    def standing(self) -> RecordQuerySet:
        """Records that count: not withdrawn."""
        return self.filter(withdrawn_at=None)

    def unchecked(self) -> RecordQuerySet:
        """Standing records that staff have not looked at since they were entered or changed."""
        return self.standing().filter(verified_at=None)

    def visible_to(self, user: Any) -> RecordQuerySet:
        """All of them for those who may follow a figure to its records, else none."""
        return self if has_right(user, Right.VIEW_KPI_RECORDS) else self.none()

    def editable_by(self, user: Any) -> RecordQuerySet:
        """Those the user may change: all, one's own provinces', or none."""
        if not has_right(user, Right.EDIT_KPI_RECORDS):
            return self.none()
        return self if has_right(user, Right.WHOLE_COUNTRY) else self.filter(province__in=user.province_codes)
