"""Which sections a report has, by its kind; every format follows this one list."""

from __future__ import annotations

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
PROVINCES = Section("provinces", _("Goal indicators by province"))
SEAL = Section("seal", _("How this report was made"))

OUTLINES: dict[str, tuple[Section, ...]] = {
    ReportKind.HALF_YEAR: (
        SUMMARY,
        CHANGES,
        PROGRESS,
        MONEY,
        INDICATORS,
        REGISTRY,
        FORUM,
        DISCIPLINE,
        PROVINCES,
        SEAL,
    ),
    ReportKind.MID_PLAN: (SUMMARY, CHANGES, PROGRESS, MONEY, INDICATORS, REGISTRY, FORUM, DISCIPLINE, PROVINCES, SEAL),
    ReportKind.END_OF_PLAN: (
        SUMMARY,
        CHANGES,
        PROGRESS,
        MONEY,
        INDICATORS,
        REGISTRY,
        FORUM,
        DISCIPLINE,
        PROVINCES,
        SEAL,
    ),
    ReportKind.PROVINCIAL: (SUMMARY, CHANGES, INDICATORS, REGISTRY, SEAL),
    ReportKind.FORUM: (SUMMARY, CHANGES, FORUM, SEAL),
}


# Those that a report may do without; all have their beginning and how they were made.
CHOSEN = (CHANGES, PROGRESS, MONEY, INDICATORS, REGISTRY, FORUM, DISCIPLINE, PROVINCES)
CODES = frozenset(section.code for outline in OUTLINES.values() for section in outline)


def sections_of(kind: str) -> tuple[Section, ...]:
    """The sections of a kind of report, in order."""
    return OUTLINES[kind]
