"""What the register of looks says of imported spreadsheets."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.looks import Named, Subject
from imports.models import Import

SUBJECT = "imports.ImportRow"


def _named(codes: Collection[str]) -> dict[str, Named]:
    found = Import.objects.filter(pk__in=codes)
    return {str(row.pk): Named(row.file_name, reverse("imports:detail", args=[row.pk])) for row in found}


ROWS = Subject(title=_("The people in an imported spreadsheet"), named=_named)
