"""The province map: shades by value, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.figures import shades
from reports.content.blocks import As, ProvinceMap, Step
from reports.content.writing import number_of, said, written


def province_map(caption: str, parts: Sequence[dict[str, Any]], kind: As = As.NUMBER) -> ProvinceMap:
    """A map of {"code", "th", "en", "value"} for every province."""
    rows = [{"code": part["code"], "label": said(part), "value": number_of(part["value"])} for part in parts]
    shaded = shades(rows)
    legend = [Step(0, _("none"))] if any(item.step == 0 for item in shaded.items) else []
    for step, lowest, highest in shaded.legend:
        low, high = written(lowest, kind), written(highest, kind)
        legend.append(Step(step, low if low == high else f"{low} – {high}"))
    most = sorted((row for row in rows if row["value"]), key=lambda row: -row["value"])[:3]
    first = ", ".join(f"{row['label']} {written(row['value'], kind)}" for row in most)
    summary = _("The most: %(provinces)s") % {"provinces": first} if first else _("No province has a record.")
    return ProvinceMap(caption, {str(item.key): item.step for item in shaded.items}, tuple(legend), summary)
