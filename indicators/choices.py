from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SeatLevel(models.TextChoices):
    NATIONAL = "national", pgettext_lazy("level", "National")
    PROVINCIAL = "provincial", pgettext_lazy("level", "Provincial")
    DISTRICT = "district", pgettext_lazy("level", "District")
    TAMBON = "tambon", pgettext_lazy("level", "Tambon")


class Sector(models.TextChoices):
    """Where support comes from (goal indicator 2)."""

    GOVERNMENT = "government", _("Government")
    BUSINESS = "business", _("Business")
    ACADEMIC = "academic", _("Academic institutions")
    LOCAL_GOVERNMENT = "local_government", _("Local government")


class SupportKind(models.TextChoices):
    MONEY = "money", _("In money")
    IN_KIND = "in_kind", _("In kind")


class LegalKind(models.TextChoices):
    LAW = "law", _("Law")
    RULE = "rule", _("Rule")
    MEASURE = "measure", _("Measure")


class LegalChange(models.TextChoices):
    NEW = "new", _("Newly enacted")
    AMENDED = "amended", _("Amended")


class SystemKind(models.TextChoices):
    """The four kinds of goal indicator 4."""

    ADMINISTRATION = "administration", _("Administration system")
    STAFF_DEVELOPMENT = "staff_development", _("Staff development system")
    DATABASE = "database", _("Database system")
    FUNDRAISING = "fundraising", _("Fundraising system")


class NetworkForm(models.TextChoices):
    NETWORK = "network", _("Network")
    ASSEMBLY = "assembly", _("Assembly")
    COORDINATION_CENTRE = "centre", _("Co-ordination centre")
    FEDERATION = "federation", _("Federation")
    OTHER = "other", _("Other")


class NetworkLevel(models.TextChoices):
    NATIONAL = "national", pgettext_lazy("level", "National")
    REGIONAL = "regional", pgettext_lazy("level", "Regional")
    PROVINCIAL = "provincial", pgettext_lazy("level", "Provincial")
    DISTRICT = "district", pgettext_lazy("level", "District")
    TAMBON = "tambon", pgettext_lazy("level", "Tambon")
