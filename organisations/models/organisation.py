"""The organisation record, as the ministry's paper forms ask for it (DOMAIN.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Greatest, Now, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import StampedByMany
from core.names import Bilingual
from organisations.choices import Certification, DatePrecision, Source, State, Status
from organisations.keys import KEY_COLUMNS, KEYED_BY, keys_of
from organisations.listing.triggers import listing_triggers, search_triggers
from organisations.models.guards import KEPT, REFERENCES, STATE_SINCE
from organisations.querysets import OrganisationQuerySet
from places.models import District, Province, Subdistrict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def codes(verbose_name: StrPromise) -> ArrayField:
    """A set of term codes of one taxonomy, kept in the row so that history and bulk writes have it."""
    return ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=verbose_name,
    )


@track(exclude=[*KEY_COLUMNS, "state_since"])
class Organisation(Bilingual, StampedByMany):
    # identity
    code = models.CharField(_("registry code"), max_length=11, unique=True, editable=False)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=60, blank=True)
    former_names = ArrayField(
        models.CharField(max_length=300),
        default=list,
        blank=True,
        verbose_name=_("former names"),
    )
    aliases = ArrayField(
        models.CharField(max_length=300),
        default=list,
        blank=True,
        verbose_name=_("other names"),
    )
    legal_form = models.CharField(_("legal form"), max_length=40)
    registration_number = models.CharField(_("registration number"), max_length=60, blank=True)
    registrar = models.CharField(_("registrar"), max_length=200, blank=True)
    registered_on = models.DateField(_("date registered or started"), null=True, blank=True)
    registered_precision = models.CharField(
        max_length=5,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
        editable=False,
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("parent organisation or network"),
        db_index=False,  # as `responsible`
    )

    # public-benefit certification under the 2546 Act
    certification = models.CharField(
        _("certification"),
        max_length=9,
        choices=Certification.choices,
        default=Certification.NONE,
    )
    certificate_number = models.CharField(_("certificate number"), max_length=60, blank=True)
    certified_on = models.DateField(_("date certified"), null=True, blank=True)

    # address
    house_number = models.CharField(_("house no."), max_length=60, blank=True)
    village_number = models.CharField(_("village no."), max_length=20, blank=True)
    lane = models.CharField(_("lane"), max_length=100, blank=True)
    road = models.CharField(_("road"), max_length=100, blank=True)
    province = models.ForeignKey(
        Province,
        models.PROTECT,
        related_name="organisations",
        verbose_name=_("province"),
        db_index=False,  # the indexes below begin with it
        db_constraint=False,  # see REFERENCES, here and below
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("district"),
        db_index=False,
        db_constraint=False,
    )
    subdistrict = models.ForeignKey(
        Subdistrict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("subdistrict"),
        db_index=False,
        db_constraint=False,
    )
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(21)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(97), MaxValueValidator(106)],
    )
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    social_pages = ArrayField(
        models.URLField(),
        default=list,
        blank=True,
        verbose_name=_("social media pages"),
    )
    contact_is_public = models.BooleanField(
        _("office contact and address may be published"),
        default=True,
        help_text=_("Untick when the organisation asks otherwise."),
    )

    # size
    staff_count = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    social_worker_count = models.PositiveIntegerField(_("social workers"), null=True, blank=True)
    volunteer_count = models.PositiveIntegerField(_("volunteers"), null=True, blank=True)
    member_count = models.PositiveIntegerField(_("members"), null=True, blank=True)

    # work
    objectives = models.TextField(_("objectives"), blank=True)
    issues = codes(_("issue areas"))
    expertise = codes(_("expertise"))
    targets = codes(_("target groups"))
    fields = codes(_("fields of service"))
    modes = codes(_("modes of work"))
    level = models.CharField(_("level of operation"), max_length=40, blank=True)
    area_provinces = ArrayField(
        models.CharField(max_length=2),
        default=list,
        blank=True,
        verbose_name=_("provinces of work"),
        help_text=_("province codes"),
    )
    area_districts = models.PositiveIntegerField(_("districts covered"), null=True, blank=True)
    area_tambons = models.PositiveIntegerField(_("tambons covered"), null=True, blank=True)
    area_villages = models.PositiveIntegerField(_("villages covered"), null=True, blank=True)
    capacity_level = models.CharField(_("capacity level"), max_length=40, blank=True, editable=False)

    # life
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.ACTIVE)
    status_reason = models.CharField(_("reason for the status"), max_length=300, blank=True)
    status_since = models.DateField(_("in this status since"), null=True, blank=True)
    confirmed_on = models.DateField(_("last confirmed by the organisation"), null=True, blank=True)
    source = models.CharField(
        _("source"),
        max_length=6,
        choices=Source.choices,
        default=Source.FORM,
        editable=False,
    )
    source_note = models.CharField(_("source of the record"), max_length=200, blank=True)
    note = models.TextField(_("notes"), blank=True)

    # who of the offices looks after the record
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("responsible person"),
        db_index=False,  # the index below has those alone that have one
        db_constraint=False,
    )

    # the way to the public
    state = models.CharField(
        _("state of the record"),
        max_length=9,
        choices=State.choices,
        default=State.DRAFT,
        editable=False,
    )
    state_reason = models.TextField(_("reason"), blank=True, editable=False)
    state_since = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)
    verified_at = models.DateTimeField(null=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
        db_index=False,
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="for noticing that two people edit at once"
    )

    # kept by save() and by bulk writers through keys_of(): see there; searches read their copies in Searchable
    search_text = models.TextField(editable=False, default="")
    loose_text = models.TextField(editable=False, default="")
    name_sort = models.TextField(editable=False, default="", db_collation="C")
    name_key = models.TextField(
        editable=False, default="", db_collation="C", help_text="for finding the same name twice"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_sort", "id"]
        triggers = [*search_triggers(), *listing_triggers(), *REFERENCES, KEPT, STATE_SINCE]
        indexes = [
            # With what decides who may see a record, so that pages are found without reading records.
            models.Index(fields=["name_sort", "id"], include=["state", "province"], name="organisation_by_name"),
            models.Index(fields=["province", "name_sort", "id"], include=["state"], name="organisation_in_province"),
            models.Index(fields=["district"]),
            models.Index(fields=["province", "name_key"]),
            models.Index(fields=["state", "province"]),
            models.Index(
                Greatest("confirmed_on", TruncDate("verified_at")),
                "province",
                condition=models.Q(state=State.VERIFIED) & ~models.Q(status=Status.DISSOLVED),
                name="organisation_last_confirmed",
            ),
            models.Index(
                fields=["verified_at"],
                condition=models.Q(state=State.VERIFIED),
                name="organisation_verified_when",
            ),
            models.Index(
                fields=["registration_number"],
                condition=~models.Q(registration_number=""),
                name="organisation_reg_number",
            ),
            models.Index(
                fields=["responsible"],
                condition=models.Q(responsible__isnull=False),
                name="organisation_responsible",
            ),
            models.Index(
                fields=["parent"],
                condition=models.Q(parent__isnull=False),
                name="organisation_parent",
            ),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="organisation_merged",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_th=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(state=State.VERIFIED, verified_at__isnull=False) | (~models.Q(state=State.VERIFIED)),
                name="organisation_verified_at",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.MERGED, merged_into__isnull=False)
                | (~models.Q(state=State.MERGED) & models.Q(merged_into__isnull=True)),
                name="organisation_merged_into",
            ),
        ]

    def __str__(self) -> str:
        return self.name_th

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("organisations:detail", args=[self.code])

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_keys(self) -> None:
        """Fill the columns that search and sorting read; bulk writers call it before writing."""
        for name, value in keys_of({source: getattr(self, source) for source in KEYED_BY}).items():
            setattr(self, name, value)
