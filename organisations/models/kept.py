"""Tables that the database keeps beside the organisations by itself, so that lists and searches read no records.

Triggers on the organisations fill them, whatever writes (organisations.listing.triggers). Nobody else writes here.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from organisations.querysets import SearchableQuerySet


class Searchable(models.Model):
    """The texts of a record that searches read. Each field but the first is a copy of the record's of the same name."""

    organisation = models.OneToOneField(
        "organisations.Organisation",
        models.DO_NOTHING,
        primary_key=True,
        related_name="searchable",
        db_constraint=False,
    )
    search_text = models.TextField(default="")

    objects = SearchableQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(OpClass("search_text", "gin_trgm_ops"), name="organisation_search_trgm")]

    def __str__(self) -> str:
        return self.search_text
