"""The functions that work out what is kept for lists. The triggers that call them: organisations.listing.triggers.

The numbers of states, statuses and keys are those of organisations.listing.numbers.
"""

from django.db import migrations

# One row of organisations_listing from one record o; NAME_codes are the codes of a list in the order of their numbers.
LISTED = """
SELECT o.id,
    {masks},
    (extract(epoch FROM o.updated_at) * 1000000)::bigint,
    coalesce((
        SELECT m.place FROM organisations_namemark m WHERE m.name_sort <= o.name_sort ORDER BY m.name_sort DESC LIMIT 1
    ), 0),
    CASE WHEN o.code ~ '^CSO-[0-9]{{7}}$' THEN substring(o.code FROM 5)::integer ELSE 0 END,
    coalesce(o.member_count, -1),
    o.province_id::smallint,
    coalesce(o.district_id::smallint, -1::smallint),
    {terms},
    CASE o.status WHEN 'active' THEN 0 WHEN 'dormant' THEN 1 WHEN 'dissolved' THEN 2 ELSE -1 END::smallint,
    CASE o.state WHEN 'draft' THEN 0 WHEN 'submitted' THEN 1 WHEN 'returned' THEN 2 WHEN 'verified' THEN 3
        WHEN 'merged' THEN 4 ELSE -1 END::smallint
""".format(
    masks=",\n    ".join(
        f"(SELECT coalesce(bit_or(1::bigint << (array_position({name}_codes, held::text) - 1)), 0)"
        f" FROM unnest(o.{column}) held)"
        for name, column in (("issue", "issues"), ("expertise", "expertise"), ("target", "targets"), ("field", "fields"))
    ),
    terms=",\n    ".join(
        f"coalesce(array_position({name}_codes, o.{column}::text) - 1, -1)::smallint"
        for name, column in (("form", "legal_form"), ("level", "level"), ("capacity", "capacity_level"))
    ),
)
LISTS = ("issue", "expertise", "target", "field", "form", "level", "capacity")
LISTED_FUNCTION = f"""
CREATE FUNCTION organisations_listed(wanted bigint[]) RETURNS SETOF organisations_listing LANGUAGE plpgsql STABLE AS $$
DECLARE
    {" ".join(f"{name}_codes text[];" for name in LISTS)}
BEGIN
    SELECT {", ".join(f"array_agg({name}_term.code ORDER BY numbers.number)" for name in LISTS)}
    INTO {", ".join(f"{name}_codes" for name in LISTS)}
    FROM generate_series(0, 61) AS numbers (number)
    {" ".join(
        f"LEFT JOIN organisations_term {name}_term"
        f" ON {name}_term.taxonomy = '{name}' AND {name}_term.number = numbers.number"
        for name in LISTS
    )};
    IF wanted IS NULL THEN
        RETURN QUERY {LISTED} FROM organisations_organisation o;
    ELSE
        RETURN QUERY {LISTED} FROM unnest(wanted) w (id) JOIN organisations_organisation o ON o.id = w.id;
    END IF;
END $$;
"""

ONE = {"district": 2, "form": 3, "level": 4, "capacity": 5, "status": 6, "place": 7}
MANY = {"issues": 8, "expertise": 9, "targets": 10, "fields": 11}
COLUMNS = [*ONE, *MANY]


def counted(source):
    """The counts that the rows of `source` make, each row as often as its sign says: state, province, key, value, n."""
    which = {column: 2 ** len(COLUMNS) - 1 - 2 ** (len(COLUMNS) - 1 - place) for place, column in enumerate(COLUMNS)}
    ones = ", ".join(f"({which[column]}, {key})" for column, key in ONE.items())
    many = ", ".join(f"({which[column]}, {key})" for column, key in MANY.items())
    sets = ", ".join(f"(state, province, {column})" for column in COLUMNS)
    return f"""
    WITH grouped AS (
        SELECT state, province, GROUPING({", ".join(COLUMNS)}) AS which,
            coalesce({", ".join(COLUMNS)}, 0)::bigint AS value, sum(sign) AS n
        FROM {source}
        GROUP BY GROUPING SETS ((state, province), {sets}) HAVING sum(sign) <> 0
    ), cells AS (
        SELECT state, province, k.key, g.value::integer AS value, g.n
        FROM grouped g JOIN (VALUES ({2 ** len(COLUMNS) - 1}, 0), {ones}) k (which, key) USING (which)
        WHERE g.value >= 0
        UNION ALL
        SELECT state, province, k.key, b.bit, g.n
        FROM grouped g JOIN (VALUES {many}) k (which, key) USING (which)
        JOIN generate_series(0, 61) b (bit) ON (g.value >> b.bit) & 1 = 1
    )
    SELECT state, province, key::smallint, value, sum(n)::bigint AS number FROM (
        SELECT state, province, key, value, n FROM cells WHERE key <> 7
        UNION ALL SELECT state, 0::smallint, key, value, n FROM cells WHERE key <> 2
        UNION ALL SELECT state, 0::smallint, 1, province, n FROM cells WHERE key = 0
    ) AS told GROUP BY state, province, key, value HAVING sum(n) <> 0
    """


KEPT = ("issues", "expertise", "targets", "fields", "changed", "place", "code", "members", "province", "district",
        "form", "level", "capacity", "status", "state")  # fmt: skip
RELIST_FUNCTION = f"""
CREATE FUNCTION organisations_relist(wanted bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF wanted = '{{}}' THEN
        RETURN;
    END IF;
    -- No marks of names may be set while rows are given their places.
    PERFORM pg_advisory_xact_lock_shared(206569474);
    WITH fresh AS MATERIALIZED (
        SELECT * FROM organisations_listed(wanted)
    ), held AS MATERIALIZED (
        SELECT l.* FROM unnest(wanted) w (id) JOIN organisations_listing l ON l.organisation_id = w.id
    ), more AS MATERIALIZED (
        TABLE fresh EXCEPT TABLE held
    ), less AS MATERIALIZED (
        TABLE held EXCEPT TABLE fresh
    ), written AS (
        INSERT INTO organisations_listing TABLE more
        ON CONFLICT (organisation_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in KEPT)}
    ), gone AS (
        DELETE FROM organisations_listing l USING less
        WHERE l.organisation_id = less.organisation_id
            AND NOT EXISTS (SELECT FROM more WHERE more.organisation_id = less.organisation_id)
    )
    INSERT INTO organisations_countchange (state, province, key, value, number)
    {counted("(SELECT 1 AS sign, * FROM more UNION ALL SELECT -1, * FROM less) AS changed")};
END $$;
"""
COUNTED_VIEW = f"""
CREATE VIEW organisations_counted AS {counted("(SELECT 1 AS sign, * FROM organisations_listing) AS listed")};
"""
FOLD_FUNCTION = """
CREATE FUNCTION organisations_fold() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    done bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(206569475) THEN
        RETURN 0;
    END IF;
    WITH gone AS (
        DELETE FROM organisations_countchange RETURNING state, province, key, value, number
    ), folded AS (
        INSERT INTO organisations_tally AS t (state, province, key, value, number)
        SELECT state, province, key, value, sum(number) FROM gone GROUP BY state, province, key, value
        ON CONFLICT (state, province, key, value) DO UPDATE SET number = t.number + excluded.number
    )
    SELECT count(*) INTO done FROM gone;
    RETURN done;
END $$;
"""
PART_FUNCTION = """
-- Parts the longest stretch of names where it has more than `longest`, the last `most` of them at once. Returns how many
-- rows got another place; 0 when there is nothing to do, or while somebody writes.
CREATE FUNCTION organisations_part_names(longest integer, most integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    this bigint; following bigint; total bigint; tail bigint; low text; high text; first text; moved bigint[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(206569474) THEN
        RETURN 0;
    END IF;
    FOR this, total IN
        SELECT value, sum(number) FROM (
            SELECT value, number FROM organisations_tally WHERE province = 0 AND key = 7
            UNION ALL SELECT value, number FROM organisations_countchange WHERE province = 0 AND key = 7
        ) AS stretches GROUP BY value HAVING sum(number) > longest ORDER BY 2 DESC LIMIT 20
    LOOP
        SELECT place, name_sort INTO following, high
        FROM organisations_namemark WHERE place > this ORDER BY place LIMIT 1;
        following := coalesce(following, 2147483647);
        low := coalesce((SELECT name_sort FROM organisations_namemark WHERE place = this), '');
        tail := least(total, most);
        INSERT INTO organisations_namemark (place, name_sort)
        SELECT place, name_sort FROM (
            SELECT name_sort, min(this + ((following - this) * (total - tail + nth - 1) / total)) AS place FROM (
                SELECT name_sort, row_number() OVER (ORDER BY name_sort) AS nth FROM (
                    SELECT name_sort FROM organisations_organisation
                    WHERE name_sort >= low AND (high IS NULL OR name_sort < high)
                    ORDER BY name_sort DESC LIMIT tail
                ) AS names
            ) AS numbered WHERE (nth - 1) % greatest(longest / 2, 1) = 0 AND name_sort > low GROUP BY name_sort
        ) AS marks WHERE place > this AND place < following
        ON CONFLICT DO NOTHING;
        SELECT name_sort INTO first FROM organisations_namemark WHERE place > this ORDER BY place LIMIT 1;
        CONTINUE WHEN first IS NOT DISTINCT FROM high;
        moved := ARRAY(
            SELECT id FROM organisations_organisation
            WHERE name_sort >= first AND (high IS NULL OR name_sort < high)
        );
        PERFORM organisations_relist(moved);
        RETURN cardinality(moved);
    END LOOP;
    RETURN 0;
END $$;
"""
REBUILD_FUNCTION = """
-- Makes everything anew; writers wait meanwhile.
CREATE FUNCTION organisations_rebuild(longest integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE organisations_organisation IN SHARE MODE;
    PERFORM pg_advisory_xact_lock(206569474);
    PERFORM pg_advisory_xact_lock(206569475);
    DELETE FROM organisations_namemark;
    INSERT INTO organisations_namemark (place, name_sort)
    SELECT min((2147483647 * (nth - 1) / total)::integer), name_sort FROM (
        SELECT name_sort, row_number() OVER (ORDER BY name_sort) AS nth, count(*) OVER () AS total
        FROM organisations_organisation
    ) AS numbered WHERE nth % greatest(longest / 2, 1) = 0 GROUP BY name_sort;
    DELETE FROM organisations_listing;
    INSERT INTO organisations_listing SELECT * FROM organisations_listed(NULL);
    DELETE FROM organisations_countchange;
    DELETE FROM organisations_tally;
    INSERT INTO organisations_tally (state, province, key, value, number) TABLE organisations_counted;
END $$;
"""
UNDO = """
DROP FUNCTION organisations_rebuild(integer);
DROP FUNCTION organisations_part_names(integer, integer);
DROP FUNCTION organisations_fold();
DROP VIEW organisations_counted;
DROP FUNCTION organisations_relist(bigint[]);
DROP FUNCTION organisations_listed(bigint[]);
"""

class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_code_sequence")]

    operations = [
        migrations.RunSQL(
            "\n".join(
                (LISTED_FUNCTION, RELIST_FUNCTION, COUNTED_VIEW, FOLD_FUNCTION, PART_FUNCTION, REBUILD_FUNCTION)
            ),
            UNDO,
        ),
        migrations.RunSQL("SELECT organisations_rebuild(1000)", migrations.RunSQL.noop),
    ]
