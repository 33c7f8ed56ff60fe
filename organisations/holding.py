"""Which changes of a verified record wait for the ministry, and which apply at once.

What the public knows an organisation by, and what the ministry has checked against papers, is its identity: the line
"identity" of DOMAIN.md, and the province, which says whose record it is. On a verified record a change of these is
held until somebody with the right to verify decides; the row keeps the verified values, so lists, the public page,
exports and figures need not know. Everything else applies at once, as does all that such a person changes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from organisations.choices import State
from organisations.models import Decision, HeldChange, Organisation
from organisations.permissions import may_verify

# Identity fields and the columns that change with each: a date goes with how exact it is; an address that moves to
# another province waits as a whole, as half of it in the old province would be nowhere.
IDENTITY: dict[str, tuple[str, ...]] = {
    "name_th": ("name_th",),
    "name_en": ("name_en",),
    "abbreviation": ("abbreviation",),
    "former_names": ("former_names",),
    "aliases": ("aliases",),
    "legal_form": ("legal_form",),
    "registration_number": ("registration_number",),
    "registrar": ("registrar",),
    "registered_on": ("registered_on", "registered_precision"),
    "parent": ("parent_id",),
    "province": (
        "province_id",
        "district_id",
        "subdistrict_id",
        "postcode",
        "house_number",
        "village_number",
        "lane",
        "road",
        "latitude",
        "longitude",
    ),
}
# Changed alone, without the province, these are ordinary.
_WITH_PROVINCE = frozenset(IDENTITY["province"][1:])


@dataclass(frozen=True)
class Split:
    """Changes taken apart. `now`: to be written, as they came; `held`: columns with wanted values, by identity field.

    `kept`: identity fields that were given with the value that is verified already.
    """

    now: dict[str, Any]
    held: dict[str, dict[str, Any]] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()


def holds(record: Organisation, by: Any) -> bool:
    """Whether changes of this record's identity by this person wait for approval."""
    return record.state == State.VERIFIED and not may_verify(by)


def split(record: Organisation, changes: Mapping[str, Any], by: Any) -> Split:
    """Take changes (values by field name or column) apart into those for now and those to be held.

    `record` as it is before them. Nothing is written; see `hold`.
    """
    if not holds(record, by):
        return Split(dict(changes))
    given = {_column(name): value for name, value in changes.items()}
    given = {name: getattr(value, "pk", value) for name, value in given.items()}
    held: dict[str, dict[str, Any]] = {}
    kept = set()
    for name, columns in IDENTITY.items():
        wanted = {column: given[column] for column in columns if column in given}
        decisive = columns[:1] if name == "province" else columns
        if any(column in wanted and wanted[column] != getattr(record, column) for column in decisive):
            held[name] = {column: wanted.get(column, _left_out(record, name, column)) for column in columns}
        elif any(column in wanted for column in decisive):
            kept.add(name)
    waiting = {column for columns in held.values() for column in columns}
    same = {column for name in kept for column in IDENTITY[name] if column not in _WITH_PROVINCE}
    now = {name: value for name, value in changes.items() if _column(name) not in waiting | same}
    return Split(now, held, frozenset(kept))


def hold(record: Organisation, parts: Split, *, by: Any, reason: str = "") -> bool:
    """Write what `split` held; whether anything differs from what waits already. The record must be locked.

    A later change of the same field takes the place of the earlier; one back to the verified value withdraws it.
    """
    if not parts.held and not parts.kept:
        return False
    open_changes = {change.field: change for change in record.held_changes.waiting()}
    written = [
        _hold_field(record, open_changes.get(name), name, wanted, by, reason) for name, wanted in parts.held.items()
    ]
    gone = [change for name, change in open_changes.items() if name in parts.kept]
    for change in gone:
        settle(change, Decision.WITHDRAWN, by=by)
    return any(written) or bool(gone)


def settle(change: HeldChange, decision: Decision, *, by: Any, reason: str = "") -> None:
    """Write how a held change ended."""
    change.decision, change.decided_by, change.decided_at = decision, by, timezone.now()
    change.decision_reason = reason
    change.save()


def settle_reached(record: Organisation, *, by: Any) -> None:
    """Close held changes whose wanted values the record has by now, as somebody with the right wrote them."""
    for change in record.held_changes.waiting():
        if wanted_values(change) == current_values(record, change.field):
            settle(change, Decision.APPROVED, by=by)


def waiting_for(record: Organisation) -> dict[str, HeldChange]:
    """The record's waiting changes by identity field; one question."""
    return {change.field: change for change in record.held_changes.waiting().select_related("asked_by")}


def with_wanted(record: Organisation, changes: Iterable[HeldChange]) -> Organisation:
    """A copy of the record, never to be saved, as it would be with these held changes."""
    wanted = copy.copy(record)
    for change in changes:
        for column, value in wanted_values(change).items():
            setattr(wanted, column, value)
    return wanted


def wanted_values(change: HeldChange) -> dict[str, Any]:
    """The wanted values by column, as the record holds them."""
    return values_of(change.wanted)


def verified_values(change: HeldChange) -> dict[str, Any]:
    """The values that were verified when the change was asked for, by column."""
    return values_of(change.verified)


def values_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Values by column as they are kept in JSON, as the record holds them."""
    return {column: _value(column, raw) for column, raw in kept.items()}


def current_values(record: Organisation, name: str) -> dict[str, Any]:
    """The record's own values of an identity field, by column."""
    return {column: getattr(record, column) for column in IDENTITY[name]}


def has_moved_on(change: HeldChange, record: Organisation) -> bool:
    """Whether the verified value is no longer the one that the change was asked against (a merge, an import)."""
    return verified_values(change) != current_values(record, change.field)


def _hold_field(
    record: Organisation, change: HeldChange | None, name: str, wanted: dict[str, Any], by: Any, reason: str
) -> bool:
    if change is not None and wanted_values(change) == wanted:
        return False
    change = change or HeldChange(organisation=record, field=name)
    change.verified, change.wanted = current_values(record, name), wanted
    change.asked_by, change.asked_at, change.reason = by, timezone.now(), reason
    change.save()
    return True


def _left_out(record: Organisation, name: str, column: str) -> Any:
    """A column that was not given: as it is, but a district is never one of another province."""
    if name == "province" and column in ("district_id", "subdistrict_id"):
        return None
    return getattr(record, column)


def _column(name: str) -> str:
    return Organisation._meta.get_field(name).attname  # type: ignore[union-attr]  # never a reverse relation


def _value(column: str, raw: Any) -> Any:
    model_field: Any = Organisation._meta.get_field(column)
    if raw is None or isinstance(raw, list):
        return raw
    target = model_field.target_field if model_field.is_relation else model_field
    return target.to_python(raw)
