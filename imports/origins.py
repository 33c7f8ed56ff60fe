"""Which imports made and changed an organisation, for its own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Right, has_right
from imports.models import Import
from organisations.models import Organisation
from organisations.related import Related

MOST = 5


def imports_of(organisation: Organisation, user: Any) -> Iterator[Related]:
    """Links to the latest imports that wrote the record, for readers who may open them."""
    if not has_right(user, Right.IMPORT_SPREADSHEETS):
        return
    written = Import.objects.filter(touched__organisation=organisation.pk).order_by("-committed_at")
    for pk, name in written.values_list("pk", "file_name")[:MOST]:
        label = _("Import from %(file)s") % {"file": name}
        yield Related(label, reverse("imports:detail", args=[pk]))
