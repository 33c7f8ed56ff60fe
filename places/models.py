"""Regions, provinces, districts and subdistricts, under the interior ministry's own codes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.names import Bilingual
from core.triggers import kept
from places.official import BANGKOK


class Place(Bilingual, models.Model):
    """What every level has: an official code, a name in Thai and English, a place in Thai order."""

    name_th = models.CharField(_("name in Thai"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Region(Place):
    """One of the four regions in which the CSOs Forum is held."""

    code = models.CharField(_("code"), max_length=12, primary_key=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class SortedPlace(Place):
    """A place that is listed in the order of the Royal Institute's dictionary.

    The key is compared byte by byte ("C"), so the order does not depend on the database's locale.
    """

    sort_key = models.CharField(_("sort key"), max_length=240, db_collation="C", editable=False)

    class Meta:
        abstract = True
        ordering = ["sort_key", "code"]
        triggers = [kept("place_is_kept", "code")]


class Province(SortedPlace):
    """One of the 77 provinces, Bangkok included."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="provinces", verbose_name=_("region"))

    class Meta(SortedPlace.Meta):
        verbose_name = _("province")
        verbose_name_plural = _("provinces")

    @property
    def full_name_th(self) -> str:
        """The Thai name as an address or a letter writes it: จังหวัดเชียงใหม่, กรุงเทพมหานคร."""
        return self.name_th if self.code == BANGKOK else f"จังหวัด{self.name_th}"


class District(SortedPlace):
    """An อำเภอ, or a เขต of Bangkok."""

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts", verbose_name=_("province"))

    class Meta(SortedPlace.Meta):
        verbose_name = _("district")
        verbose_name_plural = _("districts")

    @property
    def full_name_th(self) -> str:
        """The Thai name as an address writes it: อำเภอหาดใหญ่, เขตจตุจักร."""
        return f"{'เขต' if self.province_id == BANGKOK else 'อำเภอ'}{self.name_th}"


class Subdistrict(SortedPlace):
    """A ตำบล, or a แขวง of Bangkok, with its postal codes (most have one)."""

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="subdistricts",
        verbose_name=_("district"),
    )
    postcodes = ArrayField(models.CharField(max_length=5), verbose_name=_("postal codes"))

    class Meta(SortedPlace.Meta):
        verbose_name = _("subdistrict")
        verbose_name_plural = _("subdistricts")

    @property
    def full_name_th(self) -> str:
        """The Thai name as an address writes it: ตำบลสุเทพ, แขวงลาดยาว."""
        return f"{'แขวง' if self.code.startswith(BANGKOK) else 'ตำบล'}{self.name_th}"
