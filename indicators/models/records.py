"""The five kinds of KPI records (DOMAIN.md, KPI records): what every figure is made of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from indicators.choices import (
    LegalChange,
    LegalKind,
    NetworkForm,
    NetworkLevel,
    SeatLevel,
    Sector,
    SupportKind,
    SystemKind,
)
from indicators.querysets import RecordQuerySet
from organisations.models import Organisation
from places.models import Province
from plans.models import Agency

# What the figures, the list of what waits, and the search for the same thing entered twice read of the records that
# count: each has an index that holds all of it, so that the records themselves are not read.
COUNTING = Q(withdrawn_at__isnull=True)
UNCHECKED = Q(withdrawn_at__isnull=True, verified_at__isnull=True)


class Record(Stamped):
    """What the five kinds share. A withdrawn record stays, and counts from then on no more."""

    province = models.ForeignKey(
        Province,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("province"),
        help_text=_("Leave empty for what is national."),
    )
    evidence_link = models.URLField(_("evidence link"), blank=True)
    note = models.TextField(_("notes"), blank=True)
    # Staff looked at it and its evidence; whoever changes the record afterwards takes this away again.
    verified_at = models.DateTimeField(_("checked"), null=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


@track()
class CommitteeSeat(Record):
    """G1: an organisation's seat on a joint committee with the state."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="seats",
        verbose_name=_("organisation"),
    )
    committee = models.CharField(_("committee"), max_length=300)
    level = models.CharField(_("level"), max_length=10, choices=SeatLevel.choices)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("committee seat")
        verbose_name_plural = _("committee seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="seat_dates_in_order",
            )
        ]
        indexes = [
            models.Index(fields=["from_on", "to_on"]),
            models.Index(
                fields=["province", "from_on", "to_on"],
                include=["organisation", "level"],
                condition=COUNTING,
                name="seat_counted",
            ),
            models.Index(fields=["organisation", "committee"], condition=COUNTING, name="seat_alike"),
            models.Index(fields=["province"], condition=UNCHECKED, name="seat_unchecked"),
        ]

    def __str__(self) -> str:
        return self.committee


@track()
class SupportReceived(Record):
    """G2: budget or resources an organisation received; in kind is valued in baht."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="support",
        verbose_name=_("organisation"),
    )
    sector = models.CharField(_("source sector"), max_length=16, choices=Sector.choices)
    source = models.CharField(_("given by"), max_length=200)
    kind = models.CharField(_("kind"), max_length=7, choices=SupportKind.choices, default=SupportKind.MONEY)
    amount = models.DecimalField(_("amount (baht)"), max_digits=15, decimal_places=2)
    received_on = models.DateField(_("date received"))

    class Meta:
        verbose_name = _("support received")
        verbose_name_plural = _("support received")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="support_is_positive")]
        indexes = [
            models.Index(fields=["received_on"]),
            models.Index(
                fields=["province", "received_on"],
                include=["amount", "sector", "kind"],
                condition=COUNTING,
                name="support_counted",
            ),
            models.Index(fields=["organisation", "amount", "received_on"], condition=COUNTING, name="support_alike"),
            models.Index(fields=["province"], condition=UNCHECKED, name="support_unchecked"),
        ]

    def __str__(self) -> str:
        return self.source


@track()
class LegalMeasure(Record):
    """G3: a law, rule or measure improved or enacted."""

    title = models.CharField(_("title of the law, rule or measure"), max_length=400)
    kind = models.CharField(_("kind"), max_length=7, choices=LegalKind.choices)
    change = models.CharField(_("new or amended"), max_length=7, choices=LegalChange.choices)
    in_force_on = models.DateField(_("date in force"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="legal_measures", verbose_name=_("agency"))
    reference = models.CharField(_("reference"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("legal measure")
        verbose_name_plural = _("legal measures")
        indexes = [
            models.Index(fields=["in_force_on"]),
            models.Index(
                fields=["province", "in_force_on"], include=["kind", "change"], condition=COUNTING, name="law_counted"
            ),
            models.Index(fields=["title"], condition=COUNTING, name="law_alike"),
            models.Index(fields=["province"], condition=UNCHECKED, name="law_unchecked"),
        ]

    def __str__(self) -> str:
        return self.title


@track()
class SupportSystem(Record):
    """G4: a system in place that uses IT, of one of the four kinds."""

    kind = models.CharField(_("kind"), max_length=17, choices=SystemKind.choices)
    name = models.CharField(_("name"), max_length=300)
    in_service_on = models.DateField(_("in service since"))
    out_of_service_on = models.DateField(_("out of service since"), null=True, blank=True)
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="systems", verbose_name=_("owner"))
    link = models.URLField(_("link"), blank=True)

    class Meta:
        verbose_name = _("system")
        verbose_name_plural = _("systems")
        constraints = [
            models.CheckConstraint(
                condition=Q(out_of_service_on__isnull=True) | Q(out_of_service_on__gte=F("in_service_on")),
                name="system_dates_in_order",
            )
        ]
        indexes = [
            models.Index(
                fields=["province", "in_service_on", "out_of_service_on"],
                include=["kind"],
                condition=COUNTING,
                name="system_counted",
            ),
            models.Index(fields=["name"], condition=COUNTING, name="system_alike"),
            models.Index(fields=["province"], condition=UNCHECKED, name="system_unchecked"),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Network(Record):
    """G5: a mechanism or form in which organisations come together."""

    name = models.CharField(_("name"), max_length=300)
    form = models.CharField(_("form of coming together"), max_length=10, choices=NetworkForm.choices)
    level = models.CharField(_("level"), max_length=10, choices=NetworkLevel.choices)
    members = models.ManyToManyField(
        Organisation,
        through="NetworkMember",
        related_name="networks",
        verbose_name=_("member organisations"),
    )
    active_from = models.DateField(_("active from"))
    active_to = models.DateField(_("active to"), null=True, blank=True)

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to__isnull=True) | Q(active_to__gte=F("active_from")),
                name="network_dates_in_order",
            )
        ]
        indexes = [
            models.Index(
                fields=["province", "active_from", "active_to"],
                include=["level", "form"],
                condition=COUNTING,
                name="network_counted",
            ),
            models.Index(fields=["name", "province"], condition=COUNTING, name="network_alike"),
            models.Index(fields=["province"], condition=UNCHECKED, name="network_unchecked"),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class NetworkMember(models.Model):
    network = models.ForeignKey(Network, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="network_memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "organisation"], name="one_membership_per_network")]
