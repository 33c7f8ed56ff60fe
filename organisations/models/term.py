from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from core.names import Bilingual
from organisations.choices import Taxonomy
from organisations.listing.triggers import term_triggers


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, taxonomy: Taxonomy) -> TermQuerySet:
        """Terms of one list, retired ones included, in their own order."""
        return self.filter(taxonomy=taxonomy).order_by("position")

    def current(self) -> TermQuerySet:
        """Terms that may still be chosen; old records keep the others."""
        return self.filter(retired_at=None)

    def stamp(self) -> tuple[Any, ...]:
        """Another one whenever a term was added or changed, in any list."""
        # By hand, as nearly every page asks for it: putting the question together would take longer than its answer.
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(updated_at), count(*), max(id) FROM organisations_term")
            return tuple(cursor.fetchone())


@track(exclude=["number"])
class Term(Bilingual, Stamped):
    """One value of a taxonomy. Its code is kept for ever, its names may change."""

    taxonomy = models.CharField(_("list"), max_length=10, choices=Taxonomy.choices)
    code = models.CharField(_("code"), max_length=40)
    name_th = models.CharField(_("Thai name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sdgs = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("SDGs"),
    )
    synonyms = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        verbose_name=_("also written"),
    )
    number = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="its bit in what is kept for lists; given by the database, never changed"
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["taxonomy", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["taxonomy", "code"], name="one_term_per_code"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(retired_at__isnull=False),
                name="term_merged_is_retired",
            ),
            models.UniqueConstraint(fields=["taxonomy", "number"], name="one_term_per_number"),
        ]
        triggers = term_triggers()

    def __str__(self) -> str:
        return self.name_th
