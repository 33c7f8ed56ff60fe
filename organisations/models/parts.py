"""What hangs on an organisation: its people (personal data, kept apart) and its yearly money."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import STAMPED_BY, StampedByMany
from core.triggers import references
from organisations.choices import PersonKind
from organisations.models.organisation import Organisation


@track(own_index=False, meta={"indexes": [models.Index(fields=["organisation"], name="person_events_of_record")]})
class Person(StampedByMany):
    """The head or the coordinator of an organisation. Personal data under the PDPA.

    In a table of its own so that no list, export or report reads it by accident.
    """

    # one_person_per_kind begins with it
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="people", db_index=False)
    kind = models.CharField(_("kind"), max_length=11, choices=PersonKind.choices)
    title = models.CharField(_("title"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    mobile = models.CharField(_("mobile"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        triggers = references(**STAMPED_BY)
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="one_person_per_kind")]

    def __str__(self) -> str:
        return f"{self.title}{self.name}"


@track(own_index=False, meta={"indexes": [models.Index(fields=["organisation"], name="budget_events_of_record")]})
class YearlyBudget(StampedByMany):
    """Operating budget of one fiscal year (พ.ศ.) in baht, and where it came from."""

    # one_budget_per_year begins with it
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="budgets", db_index=False)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    total = models.DecimalField(_("total"), max_digits=15, decimal_places=2)
    from_members = models.DecimalField(_("from members"), max_digits=15, decimal_places=2, null=True, blank=True)
    from_local_government = models.DecimalField(
        _("from local government"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
    )
    from_agencies = models.DecimalField(
        _("from other agencies"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    from_others = models.DecimalField(_("from other sources"), max_digits=15, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["-fiscal_year"]
        triggers = references(**STAMPED_BY)
        constraints = [
            models.UniqueConstraint(fields=["organisation", "fiscal_year"], name="one_budget_per_year"),
            models.CheckConstraint(
                condition=models.Q(fiscal_year__range=(2400, 2700)),
                name="budget_year_is_buddhist",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year}"
