"""The triggers on the organisations that keep the tables of organisations.models.kept.

They run once for each statement, over all its rows, so COPY and bulk writes stay fast and no path goes round them.
"""

from __future__ import annotations

import pgtrigger

# The fields of Searchable; a test holds them against the model.
SEARCH_COLUMNS = ("search_text",)
SEARCHABLE = "organisations_searchable"


def _statement(name: str, operation: pgtrigger.Operation, func: str) -> pgtrigger.Trigger:
    tables = {
        pgtrigger.Insert: pgtrigger.Referencing(new="new_rows"),
        pgtrigger.Update: pgtrigger.Referencing(old="old_rows", new="new_rows"),
        pgtrigger.Delete: pgtrigger.Referencing(old="old_rows"),
        pgtrigger.Truncate: None,
    }
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=tables[operation],
        func=func,
    )


def search_triggers() -> list[pgtrigger.Trigger]:
    """Those that copy the texts to be searched."""
    columns = ", ".join(SEARCH_COLUMNS)
    copied = ", ".join(f"n.{column}" for column in SEARCH_COLUMNS)
    fresh = ", ".join(f"{column} = excluded.{column}" for column in SEARCH_COLUMNS)
    # All but the first are constants of this file.
    write = f"INSERT INTO {SEARCHABLE} (organisation_id, {columns}) SELECT n.id, {copied} FROM new_rows n"  # noqa: S608 - as above
    held = (
        f"SELECT FROM {SEARCHABLE} s WHERE s.organisation_id = n.id AND ({_row('s')}) IS NOT DISTINCT FROM ({copied})"  # noqa: S608 - as above
    )
    return [
        _statement("search_insert", pgtrigger.Insert, f"{write}; RETURN NULL;"),
        _statement(
            "search_update",
            pgtrigger.Update,
            f"{write} WHERE NOT EXISTS ({held}) ON CONFLICT (organisation_id) DO UPDATE SET {fresh}; RETURN NULL;",
        ),
        _statement(
            "search_delete",
            pgtrigger.Delete,
            f"DELETE FROM {SEARCHABLE} s USING old_rows o WHERE s.organisation_id = o.id; RETURN NULL;",  # noqa: S608 - as above
        ),
        # Not TRUNCATE: one that empties both tables at once would stop at it.
        _statement("search_truncate", pgtrigger.Truncate, f"DELETE FROM {SEARCHABLE}; RETURN NULL;"),  # noqa: S608 - as above
    ]


def _row(alias: str) -> str:
    return ", ".join(f"{alias}.{column}" for column in SEARCH_COLUMNS)
