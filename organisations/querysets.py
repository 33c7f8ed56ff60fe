"""Reads of the registry. Every list starts from `visible_to`, so no page can forget the scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from accounts.permissions import Right, has_right
from organisations.choices import State

if TYPE_CHECKING:
    from organisations.models import Organisation  # noqa: F401


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def published(self) -> OrganisationQuerySet:
        """What the public may see: verified records."""
        return self.filter(state=State.VERIFIED)

    def visible_to(self, user: Any) -> OrganisationQuerySet:
        """Published ones for all; unpublished ones for staff, and for coordinators in their provinces."""
        if not has_right(user, Right.VIEW_UNPUBLISHED):
            return self.published()
        mine = self.exclude(state=State.MERGED)
        if has_right(user, Right.WHOLE_COUNTRY):
            return mine
        return mine.filter(Q(state=State.VERIFIED) | Q(province__in=user.province_codes))

    def editable_by(self, user: Any) -> OrganisationQuerySet:
        """Those the user may change: all, one's own provinces', or none."""
        if not has_right(user, Right.EDIT_ORGANISATIONS):
            return self.none()
        live = self.exclude(state=State.MERGED)
        return live if has_right(user, Right.WHOLE_COUNTRY) else live.filter(province__in=user.province_codes)
