"""Words that very many records hold, kept with the records that hold them: table CommonWord and its WordHits.

Finding 90,000 of a million records by a word means reading 90,000 texts. A word that was searched for and found so
often is wanted; the beat's task `learn` writes down who holds it and how well it matches, and triggers keep that right
from then on (organisations.listing.triggers). A search takes what is kept and reads the texts where nothing is: both
say the same, so nothing but the time depends on which words are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import OperationalError, connection, transaction

from organisations.listing.statement import Sql, sql
from thai.loose import loosen

if TYPE_CHECKING:
    from organisations.listing.tallies import Rows

# A word that fewer records hold is found quickly enough in their texts.
COMMON = 3000
MOST_KEPT = 40
# As many words as are wanted at once, and so many rows for each record of the registry.
MOST_WANTED = 20
MOST_HITS_A_RECORD = 4
# The part of a Statement: how many records hold the word, whether it is kept.
HELD = 4

HOLDERS = """
    SELECT organisation_id, rank FROM organisations_wordhit
    WHERE word = (SELECT id FROM organisations_commonword WHERE key = %s AND hits IS NOT NULL)
"""
IS_KEPT = "EXISTS (SELECT FROM organisations_commonword WHERE key = %s AND hits IS NOT NULL)"
_WANTED = "SELECT id, key FROM organisations_commonword WHERE hits IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
_LEARN = """
    INSERT INTO organisations_wordhit (word, rank, organisation_id)
    SELECT %(word)s, organisations_rank(search_text, %(key)s), organisation_id FROM (
        SELECT * FROM organisations_searchable WHERE NOT fresh AND loose_text LIKE %(pattern)s
        UNION ALL SELECT * FROM organisations_searchable WHERE fresh
    ) AS texts
    WHERE strpos(search_text, %(key)s) > 0
"""
_FORGET = """
    WITH kept AS (
        SELECT id, sum(hits) OVER latest AS upto, row_number() OVER latest AS nth
        FROM organisations_commonword WHERE hits IS NOT NULL WINDOW latest AS (ORDER BY id DESC)
    ), gone AS (
        DELETE FROM organisations_commonword w USING kept
        WHERE w.id = kept.id AND nth > 1
            AND (nth > %(words)s OR upto > %(each)s * (SELECT count(*) FROM organisations_listing))
        RETURNING w.id
    )
    DELETE FROM organisations_wordhit h USING gone WHERE h.word = gone.id
"""


def matches(word: str, by_texts: Sql) -> Sql:
    """organisation_id and rank of the records that hold a word: as kept, or as `by_texts` finds them in the texts."""
    return sql(
        f"{HOLDERS} UNION ALL SELECT organisation_id, rank FROM (%s) AS read WHERE NOT {IS_KEPT}",
        word,
        by_texts,
        word,
    )


def held(word: str) -> Sql:
    """The row that tells whether the word of a statement's `ranked` matches is worth keeping."""
    return sql(
        f"SELECT {HELD}::bigint, coalesce(sum(cardinality(ids)), 0)::bigint, ({IS_KEPT})::integer::bigint, 0::bigint"
        " FROM ranked",
        word,
    )


def worth_keeping(rows: Rows) -> bool:
    """Whether what `held` asked for says so."""
    return any(part == HELD and number >= COMMON and not kept for part, number, kept, _none in rows)


def want(word: str) -> None:
    """Have a word kept that was just found very often; the beat does it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisations_commonword (key) SELECT %s"
            " WHERE (SELECT count(*) FROM organisations_commonword WHERE hits IS NULL) < %s ON CONFLICT DO NOTHING",
            [word, MOST_WANTED],
        )


def learn() -> int:
    """Keep the word that has been wanted for longest, and forget the oldest where they are too many.

    Returns how many records hold it; 0 when there is nothing to do, or while a long transaction writes organisations:
    then the next round does it. Writers wait meanwhile, a second at a million records.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_WANTED)
            wanted = cursor.fetchone()
            if wanted is None:
                return 0
            word, key = wanted
            # Whoever waits for this lock has all writers wait behind it.
            cursor.execute("SET LOCAL lock_timeout = '1s'; LOCK TABLE organisations_searchable IN SHARE MODE")
            cursor.execute(_LEARN, {"word": word, "key": key, "pattern": f"%{loosen(key)}%"})
            hits = cursor.rowcount
            cursor.execute("UPDATE organisations_commonword SET hits = %s WHERE id = %s", [hits, word])
            cursor.execute(_FORGET, {"words": MOST_KEPT, "each": MOST_HITS_A_RECORD})
            return hits
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "55P03":  # lock_not_available
            raise
        return 0
