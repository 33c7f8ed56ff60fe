from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from accounts.permissions import Right, has_right

if TYPE_CHECKING:
    from researchers.models import Researcher  # noqa: F401 - named in a forward reference


class ResearcherQuerySet(models.QuerySet["Researcher"]):
    def listed(self) -> ResearcherQuerySet:
        """Those who consented to be listed and did not take it back."""
        return self.filter(consented_on__isnull=False, withdrawn_on__isnull=True)

    def visible_to(self, user: Any) -> ResearcherQuerySet:
        """Listed ones for all, the whole book for those who keep it."""
        return self if has_right(user, Right.EDIT_RESEARCHERS) else self.listed()
