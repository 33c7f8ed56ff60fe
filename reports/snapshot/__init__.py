"""Freezing the data of a report, all in one moment of the database.

A snapshot is plain JSON:

    {"format": 2, "kind", "plan", "period", "province", "cut_off",
     "edition", "introduction", "summary", "outline": [{"code", "words"}, …], "digits", "site",
     "sections": {code of the section: its figures and texts},
     "behind": {model: how many records},
     "records": {what: {"model", "columns", "rows"}}}

`records` names every record behind the figures by its id and version (the id of its latest history event), so that a
figure can be counted again from what was true then. Those of indicators are one list for all `periods` that the
report tells: the third column has a bit for each in which the record counts (reports.frozen.lists). No name, phone or
e-mail of a person is ever read here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from core.collecting import not_collecting
from reports.choices import Numerals
from reports.outline import CHANGES, outline_of, sections_of
from reports.scope import Scope
from reports.snapshot import (
    beside,
    changes,
    discipline,
    forum,
    indicators,
    money,
    plan,
    progress,
    province_years,
    registry,
)
from reports.snapshot.canonical import canonical, digest_of, named, plain
from reports.snapshot.moment import Moment

__all__ = ["canonical", "digest_of", "take"]

FORMAT = 2
Parts = tuple[dict[str, Any], dict[str, Any]]

# What is read for each section of the outline; the others only retell what these have read.
READERS: dict[str, Callable[[Moment], Parts]] = {
    "progress": progress.read,
    "money": money.read,
    "indicators": indicators.read,
    "registry": registry.read,
    "forum": forum.read,
    "discipline": discipline.read,
    "voices": province_years.read,
    "beside": beside.read,
}


def take(
    scope: Scope,
    *,
    edition: int = 1,
    why: str = "",
    introduction: str = "",
    summary: str = "",
    left_out: Collection[str] = (),
    order: Collection[str] = (),
    narratives: Mapping[str, str] | None = None,
    digits: str = Numerals.ARABIC,
) -> dict[str, Any]:
    """Freeze what a report tells of, and what those say who asked for it (see Report.wishes)."""
    codes = [section.code for section in sections_of(scope.kind) if section.code in READERS]
    sections: dict[str, Any] = {}
    records: dict[str, Any] = {}
    with one_moment() as cut_off, not_collecting():
        moment = Moment(scope, cut_off, edition, why)
        about = plan.read(moment)
        for code in codes:
            sections[code], behind = READERS[code](moment)
            records |= behind
        if CHANGES in sections_of(scope.kind):
            sections[CHANGES.code] = changes.read(moment, sections, records)
    frozen: dict[str, Any] = plain(
        {
            "format": FORMAT,
            "kind": str(scope.kind),
            "plan": about,
            "period": plan.period(scope.period),
            "province": {"code": scope.province.code, **named(scope.province)} if scope.province else None,
            "cut_off": cut_off,
            "edition": edition,
            "introduction": introduction,
            "summary": summary,
            "outline": [
                {"code": section.code, "words": (narratives or {}).get(section.code, "")}
                for section in outline_of(scope.kind, order, left_out)
            ],
            "digits": digits,
            "site": settings.SITE_ADDRESS,
            "sections": sections,
            "behind": _counted(records),
        }
    )
    # These are plain already, and many.
    return {**frozen, "records": records}


def _counted(records: dict[str, Any]) -> dict[str, int]:
    """How many records of each model stand behind the figures, each counted once."""
    lists: dict[str, list[list[list[Any]]]] = {}
    for part in records.values():
        if part["model"]:
            lists.setdefault(part["model"], []).append(part["rows"])
    # No list has a record twice.
    return {
        model: len(rows[0]) if len(rows) == 1 else len({row[0] for some in rows for row in some})
        for model, rows in lists.items()
    }


@contextmanager
def one_moment() -> Iterator[datetime]:
    """Read everything as of one moment of the database, and yield it. Nothing can be written inside.

    Inside somebody else's transaction the isolation is theirs.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if outermost:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT clock_timestamp()")
            (now,) = cursor.fetchone()
        yield timezone.localtime(now).replace(microsecond=0)
