"""What a record's page says of merges."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from organisations.models import Merge, Organisation
from organisations.related import Related


def merges_of(organisation: Organisation, user: Any) -> list[Related]:
    """For those who merge: the records that were merged into this one, with their histories; and merging itself."""
    if not (has_right(user, Right.VERIFY_ORGANISATIONS) and has_right(user, Right.WHOLE_COUNTRY)):
        return []
    found = [Related(_("Merge with another record"), reverse("organisations:merge", args=[organisation.code]))]
    count = Merge.objects.standing().filter(survivor=organisation).count()
    if count:
        found.append(
            Related(
                _("Records merged into this one"), f"{reverse('organisations:merges')}?of={organisation.code}", count
            )
        )
    return found
