"""Who looks after a record, as a filter of the list: "me", "nobody", or a username, for those who assign records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Right, has_right
from organisations.listing.statement import Sql, sql

KEY = "responsible"
ME, NOBODY = "me", "nobody"


@dataclass(frozen=True)
class Answering:
    """One value of the filter. `code`: as everybody would have to write it; `name`: as it is shown to this reader."""

    code: str
    name: str


def known(values: Iterable[str], user: Any) -> dict[str, Answering]:
    """Those of some values that this reader may ask for; one question at most, where people are named."""
    if not has_right(user, Right.VIEW_UNPUBLISHED):
        return {}
    words = {
        ME: Answering(user.username, _("Me")),
        NOBODY: Answering(NOBODY, _("Nobody")),
        user.username: Answering(user.username, str(user)),
    }
    others = [value for value in values if value not in words and "\0" not in value]
    if others and has_right(user, Right.BULK_CHANGE):
        words |= {person.username: Answering(person.username, str(person)) for person in _people(others)}
    return {value: words[value] for value in values if value in words}


def spelt_out(codes: Collection[str], found: Mapping[str, Answering]) -> tuple[str, ...]:
    """The same codes as everybody would have to write them."""
    return tuple(dict.fromkeys(found[code].code for code in codes))


def condition(codes: Collection[str]) -> Q:
    """Codes that `spelt_out` gave, as a condition on organisations."""
    people = _people([code for code in codes if code != NOBODY])
    # By id, which the index of those that have somebody is by.
    asked = Q(responsible__in=list(people.values_list("pk", flat=True)))
    return asked | Q(responsible=None) if NOBODY in codes else asked


def narrowed(records: Any, matches: Sql | None) -> Sql:
    """organisation_id and rank of `records` (a QuerySet of organisations); of the `matches` of a search only."""
    text, given = records.order_by().values_list("pk").query.sql_with_params()
    found = Sql(text, tuple(given))
    if matches is None:
        return sql("SELECT o.id AS organisation_id, 0 AS rank FROM (%s) o (id)", found)
    return sql(
        "SELECT m.organisation_id, m.rank FROM (%s) m JOIN (%s) o (id) ON o.id = m.organisation_id", matches, found
    )


def _people(usernames: Collection[str]) -> Any:
    return User.objects.filter(username__in=usernames)
