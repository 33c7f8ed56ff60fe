"""What is kept for lists, worked out in fewer steps, above all for thousands of records at once.

Against migration 0003: the lists of terms are read in one pass; a mask is worked out once for each list of codes that is
met (most records share theirs with others, and PostgreSQL's Memoize knows them again); the bits of a mask are found once
for each mask; names are counted by stretch for all provinces alone, as nobody asks for them by province; and the counts
of all provinces are added up from those of each.
"""

from importlib import import_module

from django.db import migrations

before = import_module("organisations.migrations.0003_listing_functions")
added_before = import_module("organisations.migrations.0014_records_added")

MASKS = {"issue": "issues", "expertise": "expertise", "target": "targets", "field": "fields"}
ONES = {"form": "legal_form", "level": "level", "capacity": "capacity_level"}
LISTS = (*MASKS, *ONES)


def listed():
    """Rows of organisations_listing from the records o. NAME_codes are the codes of a list, NAME_numbers their numbers."""
    masks = ", ".join(f"{name}_held.mask" for name in MASKS)
    held = " ".join(
        f"CROSS JOIN LATERAL (SELECT coalesce("
        f"bit_or(1::bigint << {name}_numbers[array_position({name}_codes, one::text)]), 0) AS mask"
        f" FROM unnest(o.{column}) one) {name}_held"
        for name, column in MASKS.items()
    )
    ones = ", ".join(
        f"coalesce({name}_numbers[array_position({name}_codes, o.{column}::text)], -1)::smallint"
        for name, column in ONES.items()
    )
    return f"""
    SELECT o.id, {masks},
        (extract(epoch FROM o.updated_at) * 1000000)::bigint,
        coalesce((
            SELECT m.place FROM organisations_namemark m WHERE m.name_sort <= o.name_sort
            ORDER BY m.name_sort DESC LIMIT 1
        ), 0),
        CASE WHEN o.code ~ '^CSO-[0-9]{{7}}$' THEN substring(o.code FROM 5)::integer ELSE 0 END,
        coalesce(o.member_count, -1),
        o.province_id::smallint,
        coalesce(o.district_id::smallint, -1::smallint),
        {ones},
        CASE o.status WHEN 'active' THEN 0 WHEN 'dormant' THEN 1 WHEN 'dissolved' THEN 2 ELSE -1 END::smallint,
        CASE o.state WHEN 'draft' THEN 0 WHEN 'submitted' THEN 1 WHEN 'returned' THEN 2 WHEN 'verified' THEN 3
            WHEN 'merged' THEN 4 ELSE -1 END::smallint
    FROM organisations_organisation o {held}
    """


VARIABLES = " ".join(f"{name}_codes text[]; {name}_numbers smallint[];" for name in LISTS)
TERMS = ", ".join(
    f"array_agg(code) FILTER (WHERE taxonomy = '{name}'), array_agg(number) FILTER (WHERE taxonomy = '{name}')"
    for name in LISTS
)
LISTED_FUNCTION = f"""
CREATE OR REPLACE FUNCTION organisations_listed(wanted bigint[]) RETURNS SETOF organisations_listing
LANGUAGE plpgsql STABLE AS $$
DECLARE
    {VARIABLES}
BEGIN
    SELECT {TERMS}
    INTO {", ".join(f"{name}_codes, {name}_numbers" for name in LISTS)}
    FROM organisations_term;
    IF wanted IS NULL THEN
        RETURN QUERY {listed()};
    ELSE
        RETURN QUERY {listed()} WHERE o.id = ANY (wanted);
    END IF;
END $$;
"""

# The key of each column's counts; those of masks are the last.
WITHIN = {"district": 2, "form": 3, "level": 4, "capacity": 5, "status": 6}
PLACE, BITS = {"place": 7}, {"issues": 8, "expertise": 9, "targets": 10, "fields": 11}
KEYS = {**WITHIN, **PLACE, **BITS}


def counted(source):
    """The counts that the rows of `source` make, each row as often as its sign says: state, province, key, value, n."""
    columns = ", ".join(KEYS)
    # GROUPING() has a bit for each column that is not grouped by, that of the last one 1.
    every = 2 ** len(KEYS) - 1
    which = " ".join(f"WHEN {every - 2 ** (len(KEYS) - 1 - nth)} THEN {key}" for nth, key in enumerate(KEYS.values()))
    sets = ", ".join(f"(state, province, {column})" for column in (*WITHIN, *BITS))
    return f"""
    WITH grouped AS MATERIALIZED (
        SELECT state, province, CASE GROUPING({columns}) WHEN {every} THEN 0 {which} END AS key,
            coalesce({columns}, 0)::bigint AS value, sum(sign)::integer AS n
        FROM {source}
        GROUP BY GROUPING SETS ((state, province), (state, place), {sets}) HAVING sum(sign) <> 0
    ), bits AS (
        SELECT mask, bit FROM (SELECT DISTINCT value AS mask FROM grouped WHERE key > 7) AS masks
        JOIN generate_series(0, 61) bit ON (mask >> bit) & 1 = 1
    ), cells AS MATERIALIZED (
        SELECT state, province, key, value::integer AS value, n FROM grouped WHERE key < 7 AND value >= 0
        UNION ALL
        SELECT state, province, key, bit, sum(n)::integer FROM grouped JOIN bits ON mask = value
        WHERE key > 7 GROUP BY state, province, key, bit HAVING sum(n) <> 0
    )
    SELECT state, province, key::smallint, value, n::bigint AS number FROM cells
    UNION ALL SELECT state, 0::smallint, key::smallint, value, sum(n) FROM cells
        WHERE key <> 2 GROUP BY state, key, value HAVING sum(n) <> 0
    UNION ALL SELECT state, 0::smallint, 1::smallint, province, n FROM cells WHERE key = 0
    UNION ALL SELECT state, 0::smallint, 7::smallint, value::integer, n FROM grouped WHERE key = 7
    """


CHANGED = "(SELECT 1 AS sign, * FROM more UNION ALL SELECT -1, * FROM less) AS changed"
ADDED = "(SELECT 1 AS sign, * FROM fresh) AS added"
LISTING = "(SELECT 1 AS sign, * FROM organisations_listing) AS listed"

# Its statements are planned for the records at hand, which takes a millisecond: a plan that serves one record as well
# knows nothing of how many there are.
LIST_MANY_FUNCTION = """
CREATE FUNCTION organisations_list_many(wanted bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    PERFORM organisations_list_new(wanted);
END $$;
"""


def functions(listing, count):
    """All that works out listings and counts, with these."""
    told = (listing, before.RELIST_FUNCTION, added_before.LIST_NEW_FUNCTION % count(ADDED), before.COUNTED_VIEW)
    return (
        "\n".join(told)
        .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        .replace("CREATE VIEW", "CREATE OR REPLACE VIEW")
        .replace(before.counted(CHANGED), count(CHANGED))
        .replace(before.counted(LISTING), count(LISTING))
    )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0015_references_by_statement")]

    operations = [
        migrations.RunSQL(functions(LISTED_FUNCTION, counted), functions(before.LISTED_FUNCTION, before.counted)),
        migrations.RunSQL(LIST_MANY_FUNCTION, "DROP FUNCTION organisations_list_many(bigint[])"),
    ]
