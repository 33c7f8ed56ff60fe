"""Tables that the database keeps beside the organisations by itself, so that lists and searches read no records.

Triggers on the organisations fill them, whatever writes (organisations.listing.triggers). Nobody else writes here.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from organisations.listing.triggers import word_triggers
from organisations.querysets import SearchableQuerySet


class Searchable(models.Model):
    """The texts of a record that searches read. Each but `fresh` is a copy of the record's field of the same name."""

    organisation = models.OneToOneField(
        "organisations.Organisation",
        models.DO_NOTHING,
        primary_key=True,
        related_name="searchable",
        db_constraint=False,
    )
    search_text = models.TextField(default="")
    loose_text = models.TextField(default="")
    fresh = models.BooleanField(
        default=False,
        db_default=False,
        help_text="written together with many others, and read without the index until the beat has put it there",
    )

    objects = SearchableQuerySet.as_manager()

    class Meta:
        # One for both: the loose text holds whatever the search text holds (organisations.search.conditions).
        indexes = [
            GinIndex(
                OpClass("loose_text", "gin_trgm_ops"), condition=models.Q(fresh=False), name="searchable_loose_trgm"
            ),
            models.Index(fields=["organisation"], condition=models.Q(fresh=True), name="searchable_fresh"),
        ]
        triggers = word_triggers()

    def __str__(self) -> str:
        return self.search_text


class Listing(models.Model):
    """What lists filter, count and sort by, narrow enough to be read a million at a time: one row for each record.

    One-valued terms are their Term's number, many-valued ones a mask with the bit of each Term's number, places their
    official codes as numbers; -1 is none. `place` tells roughly where the name stands (NameMark).
    """

    organisation = models.OneToOneField(
        "organisations.Organisation", models.DO_NOTHING, primary_key=True, related_name="listing", db_constraint=False
    )
    issues = models.BigIntegerField()
    expertise = models.BigIntegerField()
    targets = models.BigIntegerField()
    fields = models.BigIntegerField()
    changed = models.BigIntegerField(help_text="microseconds since 1970")
    place = models.IntegerField()
    code = models.IntegerField(help_text="the digits of the registry code")
    members = models.IntegerField(help_text="-1 where nobody has said")
    province = models.SmallIntegerField()
    district = models.SmallIntegerField()
    form = models.SmallIntegerField()
    level = models.SmallIntegerField()
    capacity = models.SmallIntegerField()
    status = models.SmallIntegerField()
    state = models.SmallIntegerField()

    class Meta:
        indexes = [
            # Where in the order of names the records of some provinces stand.
            models.Index(fields=["province", "state", "place"], name="listing_province"),
            models.Index(fields=["changed", "organisation"], include=["state", "province"], name="listing_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}"


class NameMark(models.Model):
    """Names that part all names into stretches of some hundreds; `place` numbers grow with the names.

    A page deep in the list is found by counting stretches. Where a stretch grows too long, the beat parts it.
    """

    place = models.IntegerField(primary_key=True)
    name_sort = models.TextField(db_collation="C", unique=True)

    def __str__(self) -> str:
        return self.name_sort


class Count(models.Model):
    """How many records of a state, in a province or everywhere (0), have a value (organisations.listing.numbers)."""

    state = models.SmallIntegerField()
    province = models.SmallIntegerField()
    key = models.SmallIntegerField()
    value = models.IntegerField()
    number = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.state} {self.province} {self.key} {self.value}: {self.number}"


class Tally(Count):
    """The counts, but for what CountChange adds."""

    pk = models.CompositePrimaryKey("state", "province", "key", "value")


class CountChange(Count):
    """What writes have added to the counts or taken from them since the beat last added it all up.

    Each write only adds rows, so writers never wait for each other.
    """


class CommonWord(models.Model):
    """A search key that very many records hold (organisations.listing.common_words)."""

    key = models.TextField(unique=True)
    hits = models.IntegerField(null=True, help_text="how many records held it when it was learnt; null: not yet")

    def __str__(self) -> str:
        return self.key


class WordHit(models.Model):
    """That a record holds a common word, and how well it matches, the best 0 (function organisations_rank)."""

    pk = models.CompositePrimaryKey("word", "rank", "organisation_id")
    word = models.IntegerField(help_text="the id of the CommonWord")
    rank = models.SmallIntegerField()
    organisation_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.word} {self.organisation_id}: {self.rank}"
