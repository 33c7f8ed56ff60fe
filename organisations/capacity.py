"""Capacity assessments as the record page shows them: the newest first, each criterion over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organisations.choices import Taxonomy
from organisations.models import Organisation
from organisations.terms import Terms


@dataclass(frozen=True)
class Criterion:
    """One criterion: its scores, oldest first, None where an assessment left it out."""

    name: str
    scores: list[int | None]

    @property
    def latest(self) -> int | None:
        return self.scores[-1] if self.scores else None


@dataclass(frozen=True)
class Assessments:
    """All assessments of one organisation: `dates`, `assessors` and `levels` oldest first."""

    dates: list[date]
    assessors: list[str]
    levels: list[str]
    criteria: list[Criterion]

    @property
    def table(self) -> list[tuple[date, str, str]]:
        """Date, level and assessor, the newest first."""
        return list(zip(self.dates, self.levels, self.assessors, strict=True))[::-1]


def assessments_of(organisation: Organisation, terms: Terms) -> Assessments:
    """Read the assessments; one question."""
    rows = list(organisation.assessments.order_by("assessed_on", "id"))
    used = {code for row in rows for code in row.scores}
    return Assessments(
        dates=[row.assessed_on for row in rows],
        assessors=[row.assessor for row in rows],
        levels=[terms.name(Taxonomy.CAPACITY, row.level) for row in rows],
        criteria=[
            Criterion(entry.name, [row.scores.get(code) for row in rows])
            for code, entry in terms.of(Taxonomy.CRITERION).items()
            if code in used
        ],
    )
