"""The taxonomies in memory: names of codes, and codes of names however people wrote them.

terms = current_terms()            # one small question to the database, however often it is asked
terms.name(Taxonomy.ISSUE, "01")   # in the reader's language
terms.find(Taxonomy.ISSUE, "เด็ก และเยาวชน")  # Entry or None
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from core.formats import language
from core.names import in_reader_language
from organisations.choices import Taxonomy
from organisations.models import Term
from thai.text import fold_signs, search_key


@dataclass(frozen=True)
class Entry:
    """One term, as the rest of the room needs it."""

    taxonomy: Taxonomy
    code: str
    name_th: str
    name_en: str
    sdgs: tuple[int, ...]
    synonyms: tuple[str, ...]
    is_retired: bool
    merged_into: str = ""  # the code of the term that took its place
    number: int | None = None  # by which the database's counts know it

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_reader_language(self.name_th, self.name_en)


class Terms:
    """All taxonomies at one moment. Says the same for ever, so threads and forked workers may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_code: dict[Taxonomy, dict[str, Entry]] = {taxonomy: {} for taxonomy in Taxonomy}
        for entry in entries:
            self._by_code[entry.taxonomy][entry.code] = entry
        self._shown: dict[tuple[Taxonomy, str], dict[str, str]] = {}

    def of(self, taxonomy: Taxonomy) -> dict[str, Entry]:
        """Every term of one list by its code, in the list's own order, retired ones included."""
        return self._by_code[taxonomy]

    def current(self, taxonomy: Taxonomy) -> list[Entry]:
        """Those that may still be chosen."""
        return [entry for entry in self._by_code[taxonomy].values() if not entry.is_retired]

    def get(self, taxonomy: Taxonomy, code: str) -> Entry | None:
        return self._by_code[taxonomy].get(code)

    def survivor(self, taxonomy: Taxonomy, code: str) -> str:
        """The code that took this one's place, perhaps over several merges; the code itself where none did."""
        entry = self.get(taxonomy, code)
        while entry is not None and entry.merged_into:
            code = entry.merged_into
            entry = self.get(taxonomy, code)
        return code

    def name(self, taxonomy: Taxonomy, code: str) -> str:
        """The name in the reader's language; the code itself where the list has no such term."""
        return self.names_in(taxonomy, language()).get(code, code)

    def names(self, taxonomy: Taxonomy, codes: Iterable[str]) -> list[str]:
        known = self.names_in(taxonomy, language())
        return [known.get(code, code) for code in codes]

    def names_in(self, taxonomy: Taxonomy, tongue: str) -> dict[str, str]:
        """Every name of one list by its code in a language, "th" or "en"; made once for each."""
        key = (taxonomy, tongue)
        if key not in self._shown:
            entries = self._by_code[taxonomy].values()
            self._shown[key] = {
                entry.code: (entry.name_en or entry.name_th if tongue == "en" else entry.name_th or entry.name_en)
                for entry in entries
            }
        return self._shown[key]

    def in_order(self, taxonomy: Taxonomy, codes: Iterable[str]) -> list[str]:
        """Codes without repeats, in the list's own order; unknown ones last."""
        places = {code: place for place, code in enumerate(self._by_code[taxonomy])}
        return sorted(set(codes), key=lambda code: (places.get(code, len(places)), code))

    def find(self, taxonomy: Taxonomy, text: str) -> Entry | None:
        """The term that a code, a Thai or English name or a synonym means; None where none does.

        Forgives spaces, case, Thai digits, tone marks left out, and a list number without its nought (1 for 01). A term
        that was merged into another means that one.
        """
        found = self._by_key[taxonomy].get(key_of(text))
        return self.get(taxonomy, self.survivor(taxonomy, found.code)) if found else None

    @cached_property
    def _by_key(self) -> dict[Taxonomy, dict[str, Entry]]:
        found: dict[Taxonomy, dict[str, Entry]] = {}
        for taxonomy, entries in self._by_code.items():
            keys: dict[str, Entry] = {}
            # Codes win over names, names over synonyms, so an added synonym never hijacks another term.
            for writings in (
                lambda entry: (entry.code, entry.code.lstrip("0")),
                lambda entry: (entry.name_th, entry.name_en),
                lambda entry: entry.synonyms,
            ):
                # A name that was taken up again means the term that has it now.
                for entry in sorted(entries.values(), key=lambda entry: entry.is_retired):
                    for writing in writings(entry):
                        keys.setdefault(key_of(writing), entry)
            keys.pop("", None)
            found[taxonomy] = keys
        return found


def key_of(text: str) -> str:
    """What two writings of one term have in common. Unlike a name's matching key it keeps legal forms."""
    return fold_signs(search_key(text))


_lock = threading.Lock()
_kept: tuple[object, Terms] | None = None


def current_terms() -> Terms:
    """The taxonomies as they are now. Read again only after a term was added or changed."""
    global _kept
    stamp = Term.objects.stamp()
    kept = _kept
    if kept is None or kept[0] != stamp:
        with _lock:
            _kept = kept = (stamp, Terms(_entries()))
    return kept[1]


def _entries() -> Iterable[Entry]:
    rows = Term.objects.order_by("taxonomy", "position", "code").values_list(
        "taxonomy", "code", "name_th", "name_en", "sdgs", "synonyms", "retired_at", "merged_into__code", "number"
    )
    for taxonomy, code, name_th, name_en, sdgs, synonyms, retired_at, merged_into, number in rows:
        yield Entry(
            Taxonomy(taxonomy),
            code,
            name_th,
            name_en,
            tuple(sdgs),
            tuple(synonyms),
            is_retired=retired_at is not None,
            merged_into=merged_into or "",
            number=number,
        )
