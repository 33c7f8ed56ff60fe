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
)
from reports.content.blocks import Block, Chapter, Document
from reports.content.writing import moment, said
from reports.outline import CHANGES, PROVINCES, SEAL, sections_of

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
    "seal": seal.blocks,
}
ANNEXES = {PROVINCES.code, SEAL.code}


def document(snapshot: dict[str, Any], digest: str, *, language: str = "th") -> Document:
    """The document of a snapshot in a language ("th" or "en")."""
    with override(language):
        chapters = [
            Chapter(
                code=section.code,
                title=str(section.title),
                blocks=tuple(CHAPTERS[section.code](snapshot)),
                is_annex=section.code in ANNEXES,
                is_wide=section == PROVINCES,
            )
            for section in sections_of(snapshot["kind"])
            # Reports that were frozen before there was such a section go on without it.
            if (section != CHANGES or CHANGES.code in snapshot["sections"])
            and section.code not in snapshot.get("left_out", [])
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
