"""Parts of a plan's document as the columns of its tables keep them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def figure(value: Any) -> tuple[Decimal | None, str]:
    """A baseline or target as the tables keep it: a number (yes is 1, no is 0), or words."""
    return (
        (None, value)
        if isinstance(value, str)
        else (Decimal(str(int(value) if isinstance(value, bool) else value)), "")
    )


def bilingual(item: dict[str, Any], name: str, into: str) -> dict[str, str]:
    part = item.get(name, {})
    return {f"{into}_th": part.get("th", ""), f"{into}_en": part.get("en", "")}


def indicator_values(item: dict[str, Any]) -> dict[str, Any]:
    baseline = item.get("baseline", {})
    value, words = figure(baseline["value"]) if baseline else (None, "")
    values: dict[str, Any] = {
        "code": item["code"],
        "name_th": item["th"],
        "name_en": item.get("en", ""),
        "kind": item["kind"],
        "measure": item.get("measure", ""),
        "disaggregate_by": item.get("disaggregate_by", []),
        "baseline": value,
        "baseline_period": baseline.get("period", ""),
        "baseline_note": words or baseline.get("th", ""),
        **{name: item.get(name, "") for name in ("short_th", "short_en", "unit_th", "unit_en")},
        **bilingual(item, "numerator", "numerator"),
        **bilingual(item, "denominator", "denominator"),
        **bilingual(item, "collected" if "collected" in item else "source", "source"),
    }
    for name, default in (("direction", "up"), ("cumulation", "state")):
        values[name] = item.get(name, default)
    return values
