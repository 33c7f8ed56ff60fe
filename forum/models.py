"""The yearly CSOs Forum: its numbered proposals and what became of them."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from core.names import Bilingual, in_reader_language
from forum.querysets import ForumQuerySet, ProposalQuerySet
from plans.models import Agency, Node


@track()
class Forum(Bilingual, Stamped):
    year = models.PositiveSmallIntegerField(_("year (B.E.)"), unique=True)
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    theme_th = models.CharField(max_length=300, blank=True)
    theme_en = models.CharField(max_length=300, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    held_th = models.CharField(max_length=300, blank=True)
    held_en = models.CharField(max_length=300, blank=True)
    basis_th = models.TextField(_("legal basis"), blank=True)
    basis_en = models.TextField(blank=True)
    purpose_th = models.TextField(_("purpose"), blank=True)
    purpose_en = models.TextField(blank=True)
    summary_th = models.TextField(_("summary"), blank=True)
    summary_en = models.TextField(blank=True)
    source_th = models.TextField(_("source document"), blank=True)
    source_en = models.TextField(blank=True)
    organisers = ArrayField(
        models.CharField(max_length=300), default=list, blank=True, help_text="as printed, the organiser first"
    )

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.name_th

    def get_absolute_url(self) -> str:
        return reverse("forum:forum", args=[self.year])

    @property
    def theme(self) -> str:
        """The theme in the reader's language."""
        return in_reader_language(self.theme_th, self.theme_en)

    @property
    def facts(self) -> list[tuple[Any, str]]:
        """What the forum's document says of it, as (label, text) in the reader's language."""
        return [
            (_("Held"), in_reader_language(self.held_th, self.held_en)),
            (_("Participants"), f"{self.participants:,}" if self.participants is not None else ""),
            (_("Organisers"), " · ".join(self.organisers)),
            (_("Purpose"), in_reader_language(self.purpose_th, self.purpose_en)),
            (_("Legal basis"), in_reader_language(self.basis_th, self.basis_en)),
            (_("Source document"), in_reader_language(self.source_th, self.source_en)),
        ]


@track()
class Proposal(Stamped):
    """A numbered proposal, word for word as the forum adopted it."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    text_th = models.TextField()
    text_en = models.TextField(blank=True)
    agencies = models.ManyToManyField(
        Agency, blank=True, through="ProposalAgency", related_name="proposals", verbose_name=_("responsible agencies")
    )
    projects = models.ManyToManyField(
        Node, blank=True, through="ProposalProject", related_name="proposals", verbose_name=_("related projects")
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["forum", "number"]
        constraints = [models.UniqueConstraint(fields=["forum", "number"], name="one_proposal_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text_th}"

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return in_reader_language(self.text_th, self.text_en)

    def get_absolute_url(self) -> str:
        return reverse("forum:proposal", args=[self.forum.year, self.number])


@track()
class ProposalAgency(models.Model):
    """An agency that is to act on a proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE)
    agency = models.ForeignKey(Agency, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "agency"], name="one_part_per_proposal_agency")]


@track()
class ProposalProject(models.Model):
    """A project of a plan that works on a proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE)
    node = models.ForeignKey(Node, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "node"], name="one_part_per_proposal_project")]


class FollowUpStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    NOT_FEASIBLE = "not_feasible", _("Cannot be done")


@track()
class FollowUp(Stamped):
    """What was done about a proposal, on a day; entries are added, never changed."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="follow_ups")
    on = models.DateField(_("date"))
    status = models.CharField(_("status"), max_length=12, choices=FollowUpStatus.choices)
    text = models.TextField(_("what was done"))
    link = models.URLField(_("evidence link"), blank=True)

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.text
