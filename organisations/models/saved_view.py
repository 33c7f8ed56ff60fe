from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from organisations.choices import Sharing

MOST_SHOWN = 50


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: Any) -> SavedViewQuerySet:
        """One's own, and those that others share with this reader."""
        if not user.is_authenticated:
            return self.none()
        shared = [Sharing.ALL, Sharing.STAFF] if has_right(user, Right.VERIFY_ORGANISATIONS) else [Sharing.ALL]
        found = Q(owner=user.pk) | Q(sharing__in=shared)
        if not has_right(user, Right.WHOLE_COUNTRY) and user.province_codes:
            found |= Q(sharing=Sharing.PROVINCE, provinces__overlap=list(user.province_codes))
        return self.filter(found)

    def of_list(self, page: str) -> SavedViewQuerySet:
        """Those of one list, by name, with their owners."""
        shown = self.only("name", "query", "owner__name", "owner__username").select_related("owner")
        return shown.filter(page=page).order_by("name", "id")


class SavedView(models.Model):
    """A list's address under a name. It holds what is asked, never what is found: each reader sees his own scope."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=20, help_text="which list: organisations or researchers")
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(help_text="what stands behind the question mark of the address")
    sharing = models.CharField(_("who may use it"), max_length=8, choices=Sharing.choices, default=Sharing.ME)
    provinces = ArrayField(
        models.CharField(max_length=2),
        default=list,
        editable=False,
        help_text="those of the owner when it was shared with them",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["owner", "page", "name"], name="one_saved_view_per_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"?{self.query}"
