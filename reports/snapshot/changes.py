"""What changed since the report that was issued before: records, and figures that are told differently now."""

from __future__ import annotations

from typing import Any

from reports.frozen.lists import by_part
from reports.models import Report
from reports.snapshot.moment import Moment

Versions = dict[int, int | None]


def read(moment: Moment, sections: dict[str, Any], records: dict[str, Any]) -> dict[str, Any]:
    """Beside the issued report before this one; `previous` is None where there is none."""
    before = Report.objects.last_before(moment.scope)
    if before is None or before.snapshot is None:
        return {"previous": None, "why": moment.why, "records": [], "figures": []}
    return {
        "previous": {
            "id": str(before.pk),
            "period": before.period,
            "edition": before.edition,
            "cut_off": before.cut_off,
            "issued_at": before.issued_at,
            "digest": before.digest,
            "is_same_period": before.period == str(moment.scope.period),
        },
        "why": moment.why,
        "records": _records(before.snapshot["records"], records),
        "figures": _figures(before.snapshot["sections"].get("indicators"), sections.get("indicators")),
    }


def _records(before: dict[str, Any], now: dict[str, Any]) -> list[dict[str, Any]]:
    """By part of the report that both have: how many records are new, gone, and the same ones in another version."""
    earlier = {part: (model, versions(rows)) for part, model, rows in by_part(before)}
    found = []
    for part, model, rows in by_part(now):
        if part not in earlier:
            continue
        (old_model, old), new = earlier[part], versions(rows)
        both = old.keys() & new.keys()
        found.append(
            {
                "part": part,
                "model": model or old_model,
                "before": len(old),
                "new": len(new.keys() - old.keys()),
                "gone": len(old.keys() - new.keys()),
                "changed": sum(old[pk] != new[pk] for pk in both),
                "now": len(new),
            }
        )
    return found


def versions(rows: list[list[Any]]) -> Versions:
    """The version of each record of a list."""
    return {row[0]: row[1] for row in rows}


def _figures(before: dict[str, Any] | None, now: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Figures of indicators for a period that the report before has told, where they are another number now."""
    if before is None or now is None:
        return []
    told = {
        (indicator["code"], each["period"]): each for indicator in before["indicators"] for each in indicator["series"]
    }
    found = []
    for indicator in now["indicators"]:
        for each in indicator["series"]:
            old = told.get((indicator["code"], each["period"]))
            if old is not None and _text(old["value"]) != _text(each["value"]):
                found.append(
                    {
                        "code": indicator["code"],
                        "th": indicator["short"]["th"],
                        "en": indicator["short"]["en"],
                        "is_money": indicator["is_money"],
                        "kind": indicator["kind"],
                        "period": each["period"],
                        "before": old["value"],
                        "now": each["value"],
                    }
                )
    return found


def _text(value: Any) -> str | None:
    """A figure as it is frozen: the earlier one is text by now."""
    return None if value is None else str(value)
