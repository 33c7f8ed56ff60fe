"""What a section's form says at its fields: which changes will wait, what waits already, what is to be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core.formats import as_date
from organisations import holding
from organisations.choices import State
from organisations.forms.words import in_words
from organisations.models import HeldChange, Organisation
from organisations.terms import Terms

if TYPE_CHECKING:
    from organisations.forms.sections import SectionForm


@dataclass(frozen=True)
class Mark:
    """One sentence at a field. `kind`: mend, waiting or needs (a change will wait)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Standing:
    """How a record stands for one person: read once for a form. `reasons` by field, `held` by identity field."""

    holds: bool
    held: Mapping[str, HeldChange]
    reasons: Mapping[str, str]

    @classmethod
    def of(cls, organisation: Organisation, user: Any) -> Standing:
        """At most one question: a record is either verified or returned."""
        held = holding.waiting_for(organisation) if organisation.state == State.VERIFIED else {}
        reasons = {}
        if organisation.state == State.RETURNED:
            reasons = {row.field: row.reason for row in organisation.return_reasons.open()}
        return cls(holding.holds(organisation, user), held, reasons)


def mark(form: SectionForm, standing: Standing, terms: Terms) -> None:
    """Put the marks on the fields of a form, where their template shows them."""
    for name, field in form.fields.items():
        own = name.removeprefix("service_")
        found = []
        if own in standing.reasons:
            found.append(Mark("mend", _("To be mended: %(reason)s") % {"reason": standing.reasons[own]}))
        if own in standing.held:
            found.append(_waiting(standing.held[own], terms))
        elif standing.holds and own in holding.IDENTITY:
            found.append(Mark("needs", _("A change waits for the ministry's approval.")))
        if found:
            field.marks = found  # type: ignore[attr-defined]  # read by templates/django/forms/field.html
            _describe(form, name)


def _waiting(change: HeldChange, terms: Terms) -> Mark:
    words = {
        "who": str(change.asked_by),
        "day": as_date(change.asked_at, style="short"),
        "verified": in_words(holding.verified_values(change), terms) or "–",
        "wanted": in_words(holding.wanted_values(change), terms) or "–",
    }
    sentence = _(
        "Waits for approval: “%(wanted)s”, asked for by %(who)s on %(day)s. The public sees “%(verified)s” until then."
    )
    return Mark("waiting", sentence % words)


def _describe(form: SectionForm, name: str) -> None:
    """Let a screen reader say the marks with the field; its own hint and errors as well."""
    field, base = form.fields[name], str(form.auto_id) % name
    parts = [f"{base}_marks", *([f"{base}_helptext"] if field.help_text else [])]
    if form.is_bound:
        parts.append(f"{base}_error")
    field.widget.attrs["aria-describedby"] = " ".join(parts)
