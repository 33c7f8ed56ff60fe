"""Texts that many records brought at once: searches read them without the index until they are put there.

The index over the texts is half the work of adding a record. A statement that adds many (an import) leaves it to the
beat, which does it some thousand at a time, each in a transaction of its own. Searches ask for both, so nobody sees a
difference but the clock; and the clock only where hundreds of thousands wait.
"""

from __future__ import annotations

from django.db import connection

AT_ONCE = 2000
# Of one call: half a minute's work; the next round goes on.
MOST = 50
# Whoever writes one of them meanwhile has it; nobody waits for anybody.
_SETTLE = """
    UPDATE organisations_searchable SET fresh = false WHERE organisation_id IN (
        SELECT organisation_id FROM organisations_searchable WHERE fresh
        ORDER BY organisation_id LIMIT %s FOR UPDATE SKIP LOCKED
    )
"""


def settle(most: int = MOST) -> int:
    """Put fresh texts into the index, AT_ONCE in a transaction, `most` times at most. Returns how many."""
    done = 0
    for _ in range(most):
        with connection.cursor() as cursor:
            cursor.execute(_SETTLE, [AT_ONCE])
            done += cursor.rowcount
            if cursor.rowcount < AT_ONCE:
                break
    return done
