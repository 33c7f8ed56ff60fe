from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Stamped


class KeptEvidence(Stamped):
    """A file or a link that shows what a report, or a record, says. Whose it is, the heirs say.

    A file lies under a random name, and is given only to those who may read what it belongs to (plans.views.evidence).
    """

    title = models.CharField(pgettext_lazy("evidence", "title"), max_length=200)
    link = models.URLField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to="evidence/", max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True, editable=False)
    size = models.PositiveIntegerField(null=True, editable=False, help_text="bytes")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title
