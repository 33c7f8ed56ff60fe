"""What a person decided of single rows: counted for the page, and kept over a second dry run."""

from __future__ import annotations

from django.db.models import Count

from imports.models import Duplicates, Import, ImportRow

# Number of a row → what was decided, and of which organisation.
Decisions = dict[int, tuple[str, int | None]]


def made(imported: Import) -> Decisions:
    """The decisions on rows of an import."""
    rows = imported.rows.exclude(decision="").values_list("number", "decision", "organisation")
    return {number: (decision, organisation) for number, decision, organisation in rows}


def make_again(imported: Import, decisions: Decisions) -> None:
    """Put decisions on the rows of a new dry run, where they still mean the same organisation."""
    rows = []
    for row in imported.rows.filter(number__in=decisions):
        decision, organisation = decisions[row.number]
        if row.is_decidable and row.organisation_id == organisation:
            row.decision = decision
            rows.append(row)
    ImportRow.objects.bulk_update(rows, ["decision"], batch_size=1000)
    count(imported)


def count(imported: Import) -> int:
    """Keep verdict → decision → rows for the page; how many rows are decided on."""
    decided: dict[str, dict[str, int]] = {}
    counted = imported.rows.exclude(decision="").values_list("verdict", "decision").order_by()
    for verdict, decision, rows in counted.annotate(count=Count("pk")):
        decided.setdefault(verdict, {})[decision] = rows
    imported.decided = decided
    imported.save(update_fields=["decided"])
    return sum(sum(one.values()) for one in decided.values())


def may_decide(row: ImportRow, decision: str) -> bool:
    """A row without a record of ours cannot change one."""
    return row.is_decidable and not (decision == Duplicates.UPDATE and row.organisation_id is None)
