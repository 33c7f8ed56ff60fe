from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from organisations.models.organisation import Organisation


class TypedQuerySet(models.QuerySet["TypedAnswers"]):
    def of(self, user: Any) -> TypedQuerySet:
        """What one person typed; nobody else's is ever asked for."""
        return self.filter(user=user.pk)

    def new_ones(self) -> TypedQuerySet:
        """Organisations that were begun and never made, the latest first."""
        return self.filter(organisation=None).order_by("-typed_at")


class TypedAnswers(models.Model):
    """What somebody has typed into a form and not saved yet.

    It belongs to whoever typed it and may hold personal data: no history, no list, no export reads this table, and what
    nobody comes back for is deleted. `key` is the token of the form of a new organisation, "" for a record's section.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    section = models.CharField(max_length=20)
    key = models.CharField(max_length=36, blank=True)
    answers = models.JSONField(help_text="what the browser would send: name → list of values")
    typed_at = models.DateTimeField(db_index=True)

    objects = TypedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "section", "key"], name="typed_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.key}"

    @property
    def name(self) -> str:
        """The name typed for a new organisation, "" where there is none yet."""
        return " ".join(self.answers["answers"].get("name_th", [""])[0].split())
