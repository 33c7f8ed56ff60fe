"""From frozen data to a document: the same chapters and words for every format.

Nothing here reads the database or the clock; a snapshot and a language always give the same document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.choices import ReportKind
from reports.content import (
    beside,
    changes,
    discipline,
    forum,
    indicators,
    money,
    progress,
    provinces,
    registry,
    seal,
    summary,
    voices,
)
from reports.content.blocks import Block, Chapter, Document
from reports.content.writing import introduced, moment, said
from reports.outline import ANNEXES, BESIDE, CHANGES, PROVINCES, VOICES, Section, sections_of

__all__ = ["document"]

CHAPTERS: dict[str, Callable[[dict[str, Any]], Iterator[Block]]] = {
    "summary": summary.blocks,
    "changes": changes.blocks,
    "progress": progress.blocks,
    "money": money.blocks,
    "indicators": indicators.blocks,
    "registry": registry.blocks,
    "forum": forum.blocks,
    "discipline": discipline.blocks,
    "provinces": provinces.blocks,
    "voices": voices.blocks,
    "beside": beside.blocks,
    "seal": seal.blocks,
}


def _outline(snapshot: dict[str, Any]) -> list[tuple[Section, str]]:
    """The frozen outline. Reports that were frozen without one go on with their kind's, without what came later."""
    known = {section.code: section for section in sections_of(snapshot["kind"])}
    if "outline" in snapshot:
        return [(known[each["code"]], each["words"]) for each in snapshot["outline"]]
    left_out = {*snapshot.get("left_out", []), *({CHANGES.code, VOICES.code, BESIDE.code} - {*snapshot["sections"]})}
    return [(section, "") for section in known.values() if section.code not in left_out]


def title(section: Section, snapshot: dict[str, Any]) -> str:
    """What a chapter is called; in a report of one province its own words are those of the province alone."""
    if section == VOICES and snapshot["province"]:
        return _("What the province reports")
    return str(section.title)


def document(snapshot: dict[str, Any], digest: str, *, language: str = "th") -> Document:
    """The document of a snapshot in a language ("th" or "en")."""
    with override(language):
        chapters = [
            Chapter(
                code=section.code,
                title=title(section, snapshot),
                blocks=(*introduced(words), *CHAPTERS[section.code](snapshot)),
                is_annex=section.code in ANNEXES,
                is_wide=section == PROVINCES,
            )
            for section, words in _outline(snapshot)
        ]
        return Document(
            language=language,
            title=str(ReportKind(snapshot["kind"]).label),
            plan=said(snapshot["plan"]),
            period=said(snapshot["period"]),
            place=said(snapshot["province"]) if snapshot["province"] else "",
            issuer=_("Ministry of Social Development and Human Security"),
            cut_off=moment(snapshot["cut_off"]),
            digest=digest,
            site=snapshot.get("site", ""),
            edition=_("Edition %(edition)s") % {"edition": snapshot["edition"]}
            if snapshot.get("edition", 1) > 1
            else "",
            chapters=tuple(chapter for chapter in chapters if chapter.blocks),
        )
