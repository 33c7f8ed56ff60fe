"""{% score_line scores … %}: the scores of one criterion over time, on a scale whose steps are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from core.formats import as_number

register = template.Library()
LEFT, RIGHT, TOP, BOTTOM = 14, 190, 8, 68


@register.inclusion_tag("organisations/score_line.html")
def score_line(
    scores: Sequence[int | None], title: Any, labels: Sequence[str], highest: int, beside: float | None = None
) -> dict[str, Any]:
    """`scores` oldest first, None where there is none; `labels` their dates; `beside`: a mean, as a dashed line."""

    def height(score: float) -> str:
        return f"{BOTTOM - (score - 1) / (highest - 1) * (BOTTOM - TOP):.1f}"

    step = (RIGHT - LEFT) / max(1, len(scores) - 1)
    points = [
        (f"{LEFT + place * step if len(scores) > 1 else (LEFT + RIGHT) / 2:.1f}", height(score), label, score)
        for place, (score, label) in enumerate(zip(scores, labels, strict=True))
        if score is not None
    ]
    said = [f"{label} {score}" for _x, _y, label, score in points]
    return {
        "steps": [(score, height(score)) for score in range(1, highest + 1)],
        "line": " ".join(f"{x},{y}" for x, y, _label, _score in points),
        "points": points,
        "beside": height(beside) if beside is not None else "",
        "summary": f"{title}: {' → '.join(said) or as_number(None)}",
        "left": LEFT,
        "right": RIGHT,
    }
