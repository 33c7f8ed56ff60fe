"""What the database does once for each statement, over all the rows that it wrote: bulk writes stay quick."""

from __future__ import annotations

from typing import Any

import pgtrigger

# What a statement's trigger is given.
_TABLES = {
    pgtrigger.Insert: pgtrigger.Referencing(new="new_rows"),
    pgtrigger.Update: pgtrigger.Referencing(old="old_rows", new="new_rows"),
    pgtrigger.Delete: pgtrigger.Referencing(old="old_rows"),
    pgtrigger.Truncate: None,
}


def of_statement(name: str, operation: pgtrigger.Operation, func: str, **options: Any) -> pgtrigger.Trigger:
    """A trigger that runs after a statement; `func` finds its rows in `new_rows` and `old_rows`."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=_TABLES[operation],
        func=func,
        **options,
    )


def kept(name: str, key: str) -> pgtrigger.Trigger:
    """Nothing is taken away from a table, and no row changes its `key`: others refer to it by `references`."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Delete | pgtrigger.UpdateOf(key))


def references(**columns: str) -> list[pgtrigger.Trigger]:
    """References to rows that are `kept`, by column: what it refers to, as "table.key".

    In place of foreign keys, which look up every row and column by itself: a third of what adding many records costs
    (ADR 40). As nothing goes away, there is nothing to be told of the other side.
    """
    missing = " UNION ALL ".join(
        f"SELECT '{column}', n.{column}::text FROM n LEFT JOIN {table} r ON r.{key} = n.{column}"
        f" WHERE n.{column} IS NOT NULL AND r.{key} IS NULL"
        for column, (table, _dot, key) in ((column, target.partition(".")) for column, target in columns.items())
    )
    func = f"""
        WITH n AS MATERIALIZED (SELECT DISTINCT {", ".join(columns)} FROM new_rows)
        SELECT * INTO missing FROM ({missing}) AS m (name, value) LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION '%.% refers to "%", which is not there', TG_TABLE_NAME, missing.name, missing.value
                USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NULL;
    """
    return [
        of_statement(f"references_{name}", operation, func, declare=[("missing", "record")])
        for name, operation in (("insert", pgtrigger.Insert), ("update", pgtrigger.Update))
    ]
