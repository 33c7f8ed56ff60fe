from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from core.reading import rows
from organisations.choices import Sharing

MOST_SHOWN = 50


def _reach(user: Any) -> tuple[list[str], list[str]]:
    """With whom views are shared that this reader may use, and in which provinces he works."""
    shared = [Sharing.ALL, Sharing.STAFF] if has_right(user, Right.VERIFY_ORGANISATIONS) else [Sharing.ALL]
    return [sharing.value for sharing in shared], [] if has_right(user, Right.WHOLE_COUNTRY) else sorted(
        user.province_codes
    )


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: Any) -> SavedViewQuerySet:
        """One's own, and those that others share with this reader."""
        if not user.is_authenticated:
            return self.none()
        shared, provinces = _reach(user)
        found = Q(owner=user.pk) | Q(sharing__in=shared)
        return self.filter(found | Q(sharing=Sharing.PROVINCE, provinces__overlap=provinces))

    def of_list(self, page: str) -> SavedViewQuerySet:
        """Those of one list, by name, with their owners."""
        return self.filter(page=page).select_related("owner").order_by("name", "id")

    def shown(self, user: Any, page: str) -> list[SavedView]:
        """The first that are visible to a reader of one list, by name: what each is called and asks for, and whose."""
        if not user.is_authenticated:
            return []
        shared, provinces = _reach(user)
        condition = (
            "page = %s AND (owner_id = %s OR sharing = ANY (%s) OR (sharing = %s AND provinces && %s::varchar[]))"
            " ORDER BY name, id LIMIT %s"
        )
        given = [page, user.pk, shared, Sharing.PROVINCE.value, provinces, MOST_SHOWN]
        return list(rows(self.model, condition, given, fields=("id", "name", "query", "owner")))


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
