"""By which numbers Listing and Tally know states, statuses, terms and places (migration leaner_listing_functions)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from organisations.choices import State, Status, Taxonomy
from organisations.terms import Terms

STATES = {State.DRAFT: 0, State.SUBMITTED: 1, State.RETURNED: 2, State.VERIFIED: 3, State.MERGED: 4}
STATUSES = {Status.ACTIVE: 0, Status.DORMANT: 1, Status.DISSOLVED: 2}
# `key` of a Tally, by the filter of the list that it counts for.
PROVINCE, PLACE = 1, 7
KEYS = {
    "district": 2, "form": 3, "level": 4, "capacity": 5, "status": 6,
    "issue": 8, "expertise": 9, "target": 10, "field": 11,
}  # fmt: skip
TAXONOMIES = {
    "form": Taxonomy.LEGAL_FORM, "level": Taxonomy.LEVEL, "capacity": Taxonomy.CAPACITY, "issue": Taxonomy.ISSUE,
    "expertise": Taxonomy.EXPERTISE, "target": Taxonomy.TARGET, "field": Taxonomy.FIELD,
}  # fmt: skip
# Columns of Listing that are masks.
MASKS = {"issue": "issues", "expertise": "expertise", "target": "targets", "field": "fields"}
_PLACES = ("region", "province", "district")


@dataclass(frozen=True)
class Numbers:
    """Codes to numbers and back, as the taxonomies are now."""

    terms: Terms

    def of(self, key: str, codes: Collection[str]) -> list[int]:
        """The numbers of some codes of a filter; codes without one are left out."""
        if key in _PLACES:
            return [int(code) for code in codes]
        if key == "state":
            return [STATES[State(code)] for code in codes]
        if key == "status":
            return [STATUSES[Status(code)] for code in codes]
        entries = self.terms.of(TAXONOMIES[key])
        found = [entries[code].number for code in codes if code in entries]
        return [number for number in found if number is not None]

    def codes(self, key: str) -> dict[int, str]:
        """The code of each number of a filter that is no place."""
        if key == "state":
            return {number: state.value for state, number in STATES.items()}
        if key == "status":
            return {number: status.value for status, number in STATUSES.items()}
        entries = self.terms.of(TAXONOMIES[key]).values()
        return {entry.number: entry.code for entry in entries if entry.number is not None}
