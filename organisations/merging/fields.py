"""The fields of two records side by side: what differs, what is chosen without a word, and what a choice writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.choices import Certification, State
from organisations.facts import label
from organisations.models import Organisation
from organisations.showing import shown
from organisations.terms import Terms


class Choice(StrEnum):
    SURVIVOR = "survivor"
    MERGED = "merged"
    BOTH = "both"


# What is chosen together, because half of it would be wrong: the columns by the name of the choice.
GROUPS: dict[str, tuple[str, ...]] = {
    "name_th": ("name_th",),
    "name_en": ("name_en",),
    "abbreviation": ("abbreviation",),
    "former_names": ("former_names",),
    "aliases": ("aliases",),
    "legal_form": ("legal_form",),
    "registration": ("registration_number", "registrar"),
    "registered_on": ("registered_on", "registered_precision"),
    "parent": ("parent_id",),
    "certification": ("certification", "certificate_number", "certified_on"),
    "place": (
        "province_id", "district_id", "subdistrict_id", "house_number", "village_number", "lane", "road", "postcode",
    ),
    "point": ("latitude", "longitude"),
    "phone": ("phone",),
    "fax": ("fax",),
    "email": ("email",),
    "website": ("website",),
    "social_pages": ("social_pages",),
    "contact_is_public": ("contact_is_public",),
    "staff_count": ("staff_count",),
    "social_worker_count": ("social_worker_count",),
    "volunteer_count": ("volunteer_count",),
    "member_count": ("member_count",),
    "objectives": ("objectives",),
    "issues": ("issues",),
    "expertise": ("expertise",),
    "targets": ("targets",),
    "fields": ("fields",),
    "modes": ("modes",),
    "level": ("level",),
    "area_provinces": ("area_provinces",),
    "area": ("area_districts", "area_tambons", "area_villages"),
    "status": ("status", "status_reason", "status_since"),
    "confirmed_on": ("confirmed_on",),
    "source_note": ("source_note",),
    "note": ("note",),
}  # fmt: skip
LABELS: dict[str, str | Promise] = {
    "registration": _("registration number and registrar"),
    "certification": _("certification"),
    "place": _("Address"),
    "point": _("Map point"),
    "area": _("Area covered"),
    "status": _("Status"),
}
LISTS = frozenset(
    {"former_names", "aliases", "social_pages", "issues", "expertise", "targets", "fields", "modes", "area_provinces"}
)
TEXTS = frozenset({"objectives", "note"})
_NOTHING: tuple[Any, ...] = (None, "", [], Certification.NONE.value)


@dataclass(frozen=True)
class Side:
    choice: Choice
    text: str


@dataclass(frozen=True)
class Row:
    """One choice of the page: both values in words, what is chosen at first; `sides` without what cannot be chosen."""

    name: str
    label: str | Promise
    sides: list[Side]
    chosen: Choice
    differs: bool


def rows(survivor: Organisation, merged: Organisation, terms: Terms, chosen: Mapping[str, str]) -> list[Row]:
    """Every field of the two, the differing ones first."""
    found = []
    for name, columns in GROUPS.items():
        mine, its = (_words(record, columns, terms) for record in (survivor, merged))
        differs = _values(survivor, columns) != _values(merged, columns)
        sides = [Side(Choice.SURVIVOR, mine), Side(Choice.MERGED, its)]
        if name in LISTS | TEXTS and mine and its:
            sides.append(Side(Choice.BOTH, ""))
        choice = chosen.get(name, "")
        picked = Choice(choice) if choice in set(Choice) else default(name, survivor, merged)
        found.append(Row(name, LABELS.get(name) or label(name), sides, picked, differs))
    return sorted(found, key=lambda row: not row.differs)


def default(name: str, survivor: Organisation, merged: Organisation) -> Choice:
    """What is taken where nobody chose: lists of both, what is filled in before what is not, then the survivor's."""
    mine, its = (_values(record, GROUPS[name]) for record in (survivor, merged))
    if name in LISTS and mine[0] and its[0]:
        return Choice.BOTH
    if name == "confirmed_on" and None not in (mine[0], its[0]):
        return Choice.MERGED if its[0] > mine[0] else Choice.SURVIVOR
    if mine[0] in _NOTHING and its[0] not in _NOTHING:
        return Choice.MERGED
    return Choice.SURVIVOR


def values(survivor: Organisation, merged: Organisation, choices: Mapping[str, str]) -> dict[str, Any]:
    """What the survivor holds after the merge, by column. The merged record's name is kept as a former one."""
    found: dict[str, Any] = {}
    for name, columns in GROUPS.items():
        choice = choices.get(name) or default(name, survivor, merged)
        for column in columns:
            mine, its = getattr(survivor, column), getattr(merged, column)
            if choice == Choice.BOTH and name in LISTS:
                found[column] = list(dict.fromkeys([*mine, *its]))
            elif choice == Choice.BOTH and name in TEXTS:
                found[column] = "\n\n".join(dict.fromkeys(text for text in (mine, its) if text))
            else:
                found[column] = its if choice == Choice.MERGED else mine
    if found["parent_id"] in (survivor.pk, merged.pk):
        found["parent_id"] = None
    if choices.get("keep_name", Choice.BOTH) == Choice.BOTH:
        names = [*found["former_names"], survivor.name_th, merged.name_th]
        found["former_names"] = [name for name in dict.fromkeys(names) if name != found["name_th"]]
    return found


def better(one: Organisation, other: Organisation) -> tuple[Organisation, Organisation]:
    """(survivor, merged) as proposed: the verified one, then the fuller one, then the older one remains."""

    def worth(record: Organisation) -> tuple[bool, int, int]:
        filled = sum(getattr(record, column) not in _NOTHING for columns in GROUPS.values() for column in columns)
        return record.state == State.VERIFIED, filled, -record.pk

    return (one, other) if worth(one) >= worth(other) else (other, one)


def _values(record: Organisation, columns: tuple[str, ...]) -> list[Any]:
    return [getattr(record, column) for column in columns]


def _words(record: Organisation, columns: tuple[str, ...], terms: Terms) -> str:
    parts = []
    for column in columns:
        if column != "registered_precision":
            field = Organisation._meta.get_field(column.removesuffix("_id"))
            parts.append(shown(field, getattr(record, column), terms))  # type: ignore[arg-type]  # never a reverse relation
    return " · ".join(part for part in parts if part)
