"""People who sign in, what they are, and which provinces are theirs."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right, Role, has_right
from core.history import track
from core.reading import rows
from core.triggers import kept
from places.models import Province


@track(exclude=["password", "last_login", "preferences"])
class User(AbstractUser):
    """An account. `role` gives its rights (accounts.permissions), `provinces` its scope."""

    first_name = None  # type: ignore[assignment]  # Thai names are one field: no script order to guess
    last_name = None  # type: ignore[assignment]  # as above
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    provinces = models.ManyToManyField(
        Province,
        through="UserProvince",
        blank=True,
        related_name="users",
        verbose_name=_("provinces"),
    )
    is_demo = models.BooleanField(default=False, editable=False)
    preferences = models.JSONField(default=dict, editable=False, help_text="page → what was chosen, see preferences.py")

    REQUIRED_FIELDS = ["email", "name", "role"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        triggers = [kept("account_is_kept", "id")]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def can(self, right: Right) -> bool:
        """Whether this account holds `right`."""
        return has_right(self, right)

    @cached_property
    def province_codes(self) -> frozenset[str]:
        """Codes of the provinces this account is limited to; meaningless with WHOLE_COUNTRY."""
        return frozenset(row.province_id for row in rows(UserProvince, "user_id = %s", [self.pk]))

    @property
    def is_national(self) -> bool:
        return self.can(Right.WHOLE_COUNTRY)


@track()
class UserProvince(models.Model):
    user = models.ForeignKey(User, models.CASCADE)
    province = models.ForeignKey(Province, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "province"], name="one_scope_per_province")]
