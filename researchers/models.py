"""The researchers' book (project 1.1): who studies the capacity of civil society."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from core.names import Bilingual
from places.models import Province
from researchers.querysets import ResearcherQuerySet
from thai.text import search_key, sort_key


@track(exclude=["search_text", "name_sort"])
class Researcher(Bilingual, Stamped):
    """A researcher or academic. Contact details are personal data; listing needs consent."""

    title = models.CharField(_("title"), max_length=60, blank=True)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=300)
    position = models.CharField(_("position"), max_length=200, blank=True)
    issues = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("issue areas"),
    )
    expertise = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("expertise"),
    )
    province = models.ForeignKey(Province, models.PROTECT, related_name="researchers", verbose_name=_("province"))
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    consented_on = models.DateField(_("consented to be listed on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrew consent on"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")
    name_sort = models.TextField(editable=False, default="", db_collation="C")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ResearcherQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort", "id"]

    def __str__(self) -> str:
        return f"{self.title}{self.name_th}"

    def get_absolute_url(self) -> str:
        return reverse("researchers:detail", args=[self.pk])

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_sort = sort_key(self.name_th)
        self.search_text = "|".join(search_key(part) for part in [self.name_th, self.name_en, self.affiliation] if part)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


@track()
class Work(models.Model):
    """A publication or other work."""

    researcher = models.ForeignKey(Researcher, models.CASCADE, related_name="works")
    title = models.CharField(_("title of the work"), max_length=400)
    year = models.PositiveSmallIntegerField(_("year (B.E.)"), null=True, blank=True)
    link = models.URLField(_("link"), blank=True)

    class Meta:
        ordering = ["-year", "title"]

    def __str__(self) -> str:
        return self.title
