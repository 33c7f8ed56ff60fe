"""Bulk actions in words: what was asked for, what became of the records, and why some were left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from organisations.choices import BulkKind, Status, Taxonomy
from organisations.models import Organisation
from organisations.showing import shown
from organisations.terms import Terms

REFUSALS: dict[str, str | Promise] = {
    "not_yours": gettext_lazy("outside what you may change"),
    "incomplete": gettext_lazy("required answers are missing"),
    "last_value": gettext_lazy("it would have no value left, and one is required"),
    "wrong_state": gettext_lazy("its state does not allow this"),
    "no_coordinator": gettext_lazy("the province has no coordinator with an e-mail address"),
    "gone": gettext_lazy("the record is no longer there"),
}
STAGES: dict[str, str | Promise] = {
    "": gettext_lazy("Waiting for its turn"),
    "finding": gettext_lazy("Finding the records that are meant"),
    "looking": gettext_lazy("Looking at each record"),
    "writing": gettext_lazy("Changing the records"),
    "mailing": gettext_lazy("Sending the mails"),
    "undoing": gettext_lazy("Putting the records back"),
}


def refusals(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """Reasons with the number of records, the most frequent first."""
    found = [(str(REFUSALS.get(code, code)), rows) for code, rows in counted.items()]
    return sorted(found, key=lambda reason: -reason[1])


def sentence(kind: str, parameters: Mapping[str, Any], terms: Terms) -> str:
    """What a bulk action does, in words."""
    match kind:
        case BulkKind.ASSIGN:
            person = User.objects.filter(pk=parameters["person"]).first() if parameters["person"] else None
            if person is None:
                return _("Nobody is responsible any longer")
            return _("Make %(who)s responsible") % {"who": person}
        case BulkKind.ADD_TERM | BulkKind.REMOVE_TERM:
            taxonomy = Taxonomy(parameters["taxonomy"])
            words = {"list": taxonomy.label, "name": terms.name(taxonomy, parameters["code"])}
            if kind == BulkKind.ADD_TERM:
                return _("Add “%(name)s” to “%(list)s”") % words
            return _("Take “%(name)s” away from “%(list)s”") % words
        case BulkKind.SET_LEVEL:
            return _("Set the level of operation to “%(name)s”") % {
                "name": terms.name(Taxonomy.LEVEL, parameters["code"])
            }
        case BulkKind.STATUS:
            return _("Set the status to “%(name)s”") % {"name": Status(parameters["status"]).label}
        case BulkKind.MERGE_TERM:
            taxonomy = Taxonomy(parameters["taxonomy"])
            return _("Let “%(into)s” take the place of “%(name)s” in “%(list)s”") % {
                "name": terms.name(taxonomy, parameters["code"]),
                "into": terms.name(taxonomy, parameters["into"]),
                "list": taxonomy.label,
            }
    return str(BulkKind(kind).label)


def differences(before: Mapping[str, Any], after: Mapping[str, Any], terms: Terms) -> list[tuple[str, str, str]]:
    """Label, value before and value after of each column that differs."""
    found = []
    for column, new in after.items():
        field = Organisation._meta.get_field(column.removesuffix("_id"))
        if before.get(column) != new and column not in ("verified_at", "verified_by_id"):
            label = str(field.verbose_name)  # type: ignore[union-attr]  # never a reverse relation
            found.append((label, _shown(field, before.get(column), terms), _shown(field, new, terms)))
    return found


def _shown(field: Any, value: Any, terms: Terms) -> str:
    if field.name == "responsible":
        return str(User.objects.filter(pk=value).first() or "") if value else ""
    return shown(field, value, terms)
