"""Which sections a report has, by its kind; every format follows this one list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.choices import ReportKind


@dataclass(frozen=True)
class Section:
    """A chapter: `code` names its module in reports.snapshot and in reports.content."""

    code: str
    title: Promise


SUMMARY = Section("summary", _("Executive summary"))
CHANGES = Section("changes", _("What changed since the last report"))
PROGRESS = Section("progress", _("Progress by programme and project"))
MONEY = Section("money", _("Budget and disbursement"))
INDICATORS = Section("indicators", _("Goal indicators"))
REGISTRY = Section("registry", _("The registry of civil society organisations"))
FORUM = Section("forum", _("Follow-up of the CSOs Forum's proposals"))
DISCIPLINE = Section("discipline", _("Reporting discipline"))
BESIDE = Section("beside", _("The province beside its targets and its neighbours"))
VOICES = Section("voices", _("What the provinces report"))
PROVINCES = Section("provinces", _("Goal indicators by province"))
SEAL = Section("seal", _("How this report was made"))

_NATIONAL = (
    SUMMARY,
    CHANGES,
    PROGRESS,
    MONEY,
    INDICATORS,
    REGISTRY,
    VOICES,
    FORUM,
    DISCIPLINE,
    PROVINCES,
    SEAL,
)
OUTLINES: dict[str, tuple[Section, ...]] = {
    ReportKind.HALF_YEAR: _NATIONAL,
    ReportKind.MID_PLAN: _NATIONAL,
    ReportKind.END_OF_PLAN: _NATIONAL,
    ReportKind.PROVINCIAL: (SUMMARY, VOICES, BESIDE, CHANGES, INDICATORS, REGISTRY, SEAL),
    ReportKind.FORUM: (SUMMARY, CHANGES, FORUM, SEAL),
}

# Those that a report may do without, and whose order may be chosen; all begin with the summary and end with annexes.
CHOSEN = (CHANGES, VOICES, BESIDE, PROGRESS, MONEY, INDICATORS, REGISTRY, FORUM, DISCIPLINE, PROVINCES)
ANNEXES = frozenset({PROVINCES.code, SEAL.code})
CODES = frozenset(section.code for outline in OUTLINES.values() for section in outline)


def sections_of(kind: str) -> tuple[Section, ...]:
    """The sections of a kind of report, in order."""
    return OUTLINES[kind]


def ordered(kind: str, places: Mapping[str, int]) -> list[str]:
    """The codes of a kind's chosen sections, those with a place (1 for the first) moved there; none where none has.

    Where two want one place, the one that stands earlier as usual comes first. Annexes are not moved.
    """
    codes = [section.code for section in sections_of(kind) if section in CHOSEN and section.code not in ANNEXES]
    moved = {code: place for code, place in places.items() if code in codes}
    if not moved:
        return []
    found = [code for code in codes if code not in moved]
    taken = -1
    for code in sorted(moved, key=lambda code: (moved[code], codes.index(code))):
        taken = max(moved[code] - 1, taken + 1)
        found.insert(taken, code)
    return found


def outline_of(kind: str, order: Collection[str] = (), left_out: Collection[str] = ()) -> tuple[Section, ...]:
    """Its sections as somebody wants them: those named in `order` first among the others, the annexes always last.

    Codes that the kind does not have, or cannot do without, change nothing.
    """
    chosen = {section.code for section in CHOSEN}
    place = {code: at for at, code in enumerate(order) if code in chosen}
    declared = {section.code: at for at, section in enumerate(sections_of(kind))}

    def key(section: Section) -> tuple[bool, bool, int, int]:
        is_annex = section.code in ANNEXES
        return section.code == SEAL.code, is_annex, place.get(section.code, len(place)), declared[section.code]

    kept = [one for one in sections_of(kind)[1:] if one.code not in chosen or one.code not in left_out]
    return (sections_of(kind)[0], *sorted(kept, key=key))
