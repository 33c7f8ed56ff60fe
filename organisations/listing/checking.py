"""Is what is kept for lists what the records say? And making it so again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from organisations.listing.triggers import SEARCH_COLUMNS

# A stretch of names is parted when it holds more than this; a page is then found within that many.
LONGEST_STRETCH = 1000
# So many rows get another place in one transaction, for which writers wait.
MOST_AT_ONCE = 20_000

_COPIED = ", ".join(SEARCH_COLUMNS)
_DIFFERENCES = f"""
SELECT
    (SELECT count(*) FROM organisations_listed(NULL) fresh
        FULL JOIN organisations_listing held ON fresh.organisation_id = held.organisation_id
        WHERE fresh IS DISTINCT FROM held),
    (SELECT count(*) FROM (SELECT id, {_COPIED} FROM organisations_organisation) fresh
        FULL JOIN (SELECT organisation_id, {_COPIED} FROM organisations_searchable) held ON id = organisation_id
        WHERE (fresh.*) IS DISTINCT FROM (held.*)),
    (SELECT count(*) FROM (
        SELECT state, province, key, value FROM (
            SELECT state, province, key, value, number FROM organisations_tally
            UNION ALL SELECT state, province, key, value, number FROM organisations_countchange
            UNION ALL SELECT state, province, key, value, -number FROM organisations_counted
        ) AS counts GROUP BY state, province, key, value HAVING sum(number) <> 0
    ) AS wrong),
    (SELECT count(*) FROM (
        SELECT w.id, organisations_rank(s.search_text, w.key) AS rank, s.organisation_id
        FROM organisations_commonword w JOIN organisations_searchable s ON strpos(s.search_text, w.key) > 0
        WHERE w.hits IS NOT NULL
    ) fresh FULL JOIN organisations_wordhit held ON fresh.id = held.word
        AND fresh.organisation_id = held.organisation_id AND fresh.rank = held.rank
        WHERE fresh IS NULL OR held IS NULL)
"""


@dataclass(frozen=True)
class Differences:
    """How many rows are not what the records say: of the listing, the searched texts, the counts, common words."""

    listing: int
    texts: int
    counts: int
    words: int

    def __bool__(self) -> bool:
        return bool(self.listing or self.texts or self.counts or self.words)


def differences() -> Differences:
    """Compare everything kept with the records, at one moment; a second for 100,000 records."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES)
        return Differences(*cursor.fetchone())


@transaction.atomic
def rebuild() -> None:
    """Make everything that is kept anew. Readers go on, writers wait."""
    rebuild_lists()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisations_wordhit")
        cursor.execute("DELETE FROM organisations_searchable")
        cursor.execute(
            f"INSERT INTO organisations_searchable (organisation_id, {_COPIED})"
            f" SELECT id, {_COPIED} FROM organisations_organisation"
        )


@transaction.atomic
def rebuild_lists() -> None:
    """Make the listing, the counts and the stretches of names anew, and leave the texts alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_rebuild(%s)", [LONGEST_STRETCH])


def fold() -> int:
    """Add what writes have changed to the counts; how many rows of changes that were."""
    return _number("SELECT organisations_fold()", [])


def part_names() -> int:
    """Part one stretch of names that has grown too long; how many records got another place, 0 when all are short."""
    return _number("SELECT organisations_part_names(%s, %s)", [LONGEST_STRETCH, MOST_AT_ONCE])


def _number(question: str, parameters: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        found: int = cursor.fetchone()[0]
        return found
