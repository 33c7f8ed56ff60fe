"""Capacity assessments over time: each criterion's scores, who gave them and when, and the province beside.

The criteria and the levels are terms, kept by administrators. An assessment keeps the criteria by which it was made:
one that was retired since still stands here, with its scores, and one that was added later has a gap before it.
The overall level is the assessor's judgement; the mean of the scores stands beside it and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from core.formats import as_date
from organisations.choices import State, Status, Taxonomy
from organisations.models import CapacityAssessment, Organisation
from organisations.terms import Terms

HIGHEST = 4


@dataclass(frozen=True)
class Criterion:
    """One criterion: its scores, oldest first, None where an assessment left it out. `province`: its mean there now."""

    name: str
    scores: list[int | None]
    is_retired: bool = False
    province: float | None = None

    @property
    def latest(self) -> int | None:
        return self.scores[-1] if self.scores else None

    @property
    def change(self) -> int | None:
        """The latest score against the one given before it."""
        given = [score for score in self.scores if score is not None]
        return given[-1] - given[-2] if self.latest is not None and len(given) > 1 else None


@dataclass(frozen=True)
class Assessments:
    """All assessments of one organisation: `dates`, `assessors` and `levels` oldest first."""

    dates: list[date]
    assessors: list[str]
    levels: list[str]
    criteria: list[Criterion]
    means: list[float | None] = field(default_factory=list)

    @property
    def table(self) -> list[tuple[date, str, str, float | None]]:
        """Date, level, assessor and mean score, the newest first."""
        return list(zip(self.dates, self.levels, self.assessors, self.means, strict=True))[::-1]

    @property
    def labels(self) -> list[str]:
        """The dates as a figure's points are called."""
        return [as_date(day, style="short") for day in self.dates]


def assessments_of(
    organisation: Organisation, terms: Terms, province: Mapping[str, float] | None = None
) -> Assessments:
    """Read the assessments; one question. `province`: means to stand beside, see `means_of_province`."""
    rows = list(organisation.assessments.order_by("assessed_on", "id"))
    used = {code for row in rows for code in row.scores}
    beside = province or {}
    return Assessments(
        dates=[row.assessed_on for row in rows],
        assessors=[row.assessor for row in rows],
        levels=[terms.name(Taxonomy.CAPACITY, row.level) for row in rows],
        criteria=[
            Criterion(entry.name, [row.scores.get(code) for row in rows], entry.is_retired, beside.get(code))
            for code, entry in terms.of(Taxonomy.CRITERION).items()
            if code in used
        ],
        means=[_mean(list(row.scores.values())) for row in rows],
    )


def _mean(scores: Sequence[int]) -> float | None:
    return round(sum(scores) / len(scores), 2) if scores else None


def means_of_province(province_id: str) -> dict[str, float]:
    """The mean of each criterion over the latest assessment of each verified, active organisation; one question."""
    assessment, organisation = CapacityAssessment._meta.db_table, Organisation._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT score.key, round(avg(score.value::numeric), 2)::float FROM ("  # noqa: S608 - our own tables
            "  SELECT DISTINCT ON (a.organisation_id) a.scores"
            f" FROM {assessment} a JOIN {organisation} o ON o.id = a.organisation_id"
            "  WHERE o.province_id = %s AND o.state = %s AND o.status = %s"
            "  ORDER BY a.organisation_id, a.assessed_on DESC, a.id DESC"
            ") AS latest, jsonb_each_text(latest.scores) AS score GROUP BY score.key",
            [province_id, State.VERIFIED, Status.ACTIVE],
        )
        return dict(cursor.fetchall())
