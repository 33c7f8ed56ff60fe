"""The triggers on the organisations that keep the tables of organisations.models.kept.

They run once for each statement, over all its rows, so COPY and bulk writes stay fast and no path goes round them.
"""

from __future__ import annotations

import pgtrigger

from core.triggers import of_statement

# The fields of Searchable; a test holds them against the model.
SEARCH_COLUMNS = ("search_text", "loose_text")
SEARCHABLE = "organisations_searchable"
# Of more records that one statement adds, the texts go into the index later (organisations.listing.fresh): that is most
# of the work of adding them, and reading some thousands without it takes a few milliseconds. And what lists need of
# them is worked out by plans made for so many.
MANY = 500
# The bits of a bigint, but for its sign.
MOST_TERMS = 62
# Numbers of PostgreSQL's advisory locks; one room's must not be another's.
TERM_LOCK = 0x0C50_0001

_RELIST_HOLDERS = """
    PERFORM organisations_relist(ARRAY(
        SELECT o.id FROM organisations_organisation o WHERE EXISTS (
            SELECT FROM {} t WHERE CASE t.taxonomy
                WHEN 'issue' THEN t.code = ANY (o.issues)
                WHEN 'expertise' THEN t.code = ANY (o.expertise)
                WHEN 'target' THEN t.code = ANY (o.targets)
                WHEN 'field' THEN t.code = ANY (o.fields)
                WHEN 'form' THEN t.code = o.legal_form
                WHEN 'level' THEN t.code = o.level
                WHEN 'capacity' THEN t.code = o.capacity_level
            END
        )
    ));
    RETURN NULL;
"""


def search_triggers() -> list[pgtrigger.Trigger]:
    """Those that copy the texts to be searched."""
    columns = ", ".join(SEARCH_COLUMNS)
    copied = ", ".join(f"n.{column}" for column in SEARCH_COLUMNS)
    fresh = ", ".join(f"{column} = excluded.{column}" for column in SEARCH_COLUMNS)
    write = f"INSERT INTO {SEARCHABLE} (organisation_id, {columns}) SELECT n.id, {copied} FROM new_rows n"
    held = (
        f"SELECT FROM {SEARCHABLE} s WHERE s.organisation_id = n.id AND ({_row('s')}) IS NOT DISTINCT FROM ({copied})"
    )
    added = (
        f"INSERT INTO {SEARCHABLE} (organisation_id, {columns}, fresh)"
        f" SELECT n.id, {copied}, (SELECT count(*) > {MANY} FROM new_rows) FROM new_rows n"
    )
    return [
        of_statement("search_insert", pgtrigger.Insert, f"{added}; RETURN NULL;"),
        of_statement(
            "search_update",
            pgtrigger.Update,
            f"{write} WHERE NOT EXISTS ({held}) ON CONFLICT (organisation_id) DO UPDATE SET {fresh}; RETURN NULL;",
        ),
        of_statement(
            "search_delete",
            pgtrigger.Delete,
            f"DELETE FROM {SEARCHABLE} s USING old_rows o WHERE s.organisation_id = o.id; RETURN NULL;",
        ),
        # Not TRUNCATE: one that empties both tables at once would stop at it.
        of_statement("search_truncate", pgtrigger.Truncate, f"DELETE FROM {SEARCHABLE}; RETURN NULL;"),
    ]


def _row(alias: str) -> str:
    return ", ".join(f"{alias}.{column}" for column in SEARCH_COLUMNS)


def listing_triggers() -> list[pgtrigger.Trigger]:
    """Those that bring Listing, Tally and CountChange in step with the records that a statement has written."""
    relist = "PERFORM organisations_relist(ARRAY({})); RETURN NULL;"
    new, old = "SELECT id FROM new_rows", "SELECT id FROM old_rows"
    added = f"""
        IF (SELECT count(*) > {MANY} FROM new_rows) THEN
            PERFORM organisations_list_many(ARRAY({new}));
        ELSE
            PERFORM organisations_list_new(ARRAY({new}));
        END IF;
        RETURN NULL;
    """
    return [
        of_statement("listing_insert", pgtrigger.Insert, added),
        of_statement("listing_update", pgtrigger.Update, relist.format(f"{new} UNION {old}")),
        of_statement("listing_delete", pgtrigger.Delete, relist.format(old)),
        of_statement(
            "listing_truncate",
            pgtrigger.Truncate,
            # Not TRUNCATE, which refuses a table that the same statement is emptying.
            " ".join(f"DELETE FROM organisations_{table};" for table in ("listing", "tally", "countchange"))
            + " RETURN NULL;",
        ),
    ]


def word_triggers() -> list[pgtrigger.Trigger]:
    """Those on the texts that keep who holds the common words. A row's rank leads to it by the index."""
    holds = "w.hits IS NOT NULL AND strpos({0}.search_text, w.key) > 0"
    add = (
        "INSERT INTO organisations_wordhit (word, rank, organisation_id)"
        " SELECT w.id, organisations_rank(n.search_text, w.key), n.organisation_id"
        f" FROM {{0}} n JOIN organisations_commonword w ON {holds.format('n')};"
    )
    drop = (
        "DELETE FROM organisations_wordhit h USING {0} o, organisations_commonword w"
        f" WHERE {holds.format('o')} AND h.word = w.id AND h.rank = organisations_rank(o.search_text, w.key)"
        " AND h.organisation_id = o.organisation_id;"
    )
    # Texts that go into the index are written again as they are.
    other = (
        "(SELECT {0}.* FROM old_rows was JOIN new_rows held USING (organisation_id)"
        " WHERE was.search_text IS DISTINCT FROM held.search_text)"
    )
    change = f"{drop.format(other.format('was'))} {add.format(other.format('held'))}"
    return [
        of_statement("words_insert", pgtrigger.Insert, f"{add.format('new_rows')} RETURN NULL;"),
        of_statement("words_update", pgtrigger.Update, f"{change} RETURN NULL;"),
        of_statement("words_delete", pgtrigger.Delete, f"{drop.format('old_rows')} RETURN NULL;"),
        of_statement("words_truncate", pgtrigger.Truncate, "DELETE FROM organisations_wordhit; RETURN NULL;"),
    ]


def term_triggers() -> list[pgtrigger.Trigger]:
    """A new term gets the next number of its list; records that bear its code already are listed anew."""
    return [
        pgtrigger.Trigger(
            name="term_number",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"""
                PERFORM pg_advisory_xact_lock({TERM_LOCK});
                IF NEW.number IS NULL THEN
                    SELECT coalesce(max(number) + 1, 0) INTO NEW.number
                    FROM organisations_term WHERE taxonomy = NEW.taxonomy;
                END IF;
                IF NEW.number >= {MOST_TERMS} THEN
                    RAISE EXCEPTION 'The list % is full: it has {MOST_TERMS} terms, retired ones included.',
                        NEW.taxonomy USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        of_statement("term_relist", pgtrigger.Insert, _RELIST_HOLDERS.format("new_rows")),
        of_statement("term_relist_gone", pgtrigger.Delete, _RELIST_HOLDERS.format("old_rows")),
    ]
