"""What the register of looks says of this room's records."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from accounts.looks import Named, Subject
from organisations.looked_at import in_words
from researchers.models import Researcher
from researchers.resources import COLUMNS

SUBJECT = "researchers.Researcher"


def _named(codes: Collection[str]) -> dict[str, Named]:
    found = Researcher.objects.filter(pk__in=[code for code in codes if code.isdigit()])
    return {str(row.pk): Named(str(row), row.get_absolute_url()) for row in found}


CONTACT = Subject(
    title=_("The contact details of a researcher"),
    named=_named,
    asked=in_words,
    columns=lambda: {key: column.heading for key, column in COLUMNS.items()},
)
