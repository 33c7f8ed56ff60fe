"""The steps of a record in its history: reasons of returns, changes that waited, and certification."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.history import Tracked
from organisations import holding
from organisations.facts import reason_label
from organisations.forms.words import in_words
from organisations.models import CertificationStep, HeldChange, Organisation, ReturnReason
from organisations.showing import shown
from organisations.terms import Terms

# Said by the entry itself: who and when; and the value that is verified stands in the record's own history.
_SKIPPED = frozenset(
    {"organisation", "field", "verified", "asked_by", "asked_at", "decided_by", "decided_at", "settled_at"}
)


def steps_of(organisation: Organisation, terms: Terms) -> list[Tracked]:
    """Reasons and waiting changes each under the field that they are about."""

    def events(model: Any) -> Any:
        return model.pgh_event_model.objects.filter(organisation_id=organisation.pk)

    def show(field: Any, value: Any) -> str:
        return in_words(holding.values_of(value), terms) if field.name == "wanted" else shown(field, value, terms)

    def of_field(event: Any) -> str:
        return str(reason_label(event.field)).capitalize()

    return [
        Tracked(events(ReturnReason), show, name=of_field, skip=_SKIPPED),
        Tracked(events(HeldChange), show, name=of_field, skip=_SKIPPED),
        Tracked(events(CertificationStep), show, name=lambda event: _("Certification"), skip=_SKIPPED),
    ]
