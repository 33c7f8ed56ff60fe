"""From the number in an address to the entry."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from researchers.models import Researcher


def find(pk: int, user: Any) -> Researcher:
    """The entry, if the reader may see it. Raises Http404: one who is not listed is not found."""
    visible = Researcher.objects.visible_to(user).select_related("province__region", "updated_by")
    researcher = visible.filter(pk=pk).first()
    if researcher is None:
        raise Http404(_("There is no researcher at this address."))
    return researcher
