"""What is kept for lists of records that are added: nothing is held of them yet, so nothing is compared.

And a record stays in one piece in its page: packing the texts of one that is longer than two kilobytes costs more than
the place that it saves.
"""

from importlib import import_module

from django.db import migrations

counted = import_module("organisations.migrations.0003_listing_functions").counted

LIST_NEW_FUNCTION = """
CREATE FUNCTION organisations_list_new(wanted bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF wanted = '{}' THEN
        RETURN;
    END IF;
    -- No marks of names may be set while rows are given their places.
    PERFORM pg_advisory_xact_lock_shared(206569474);
    WITH fresh AS MATERIALIZED (
        SELECT * FROM organisations_listed(wanted)
    ), written AS (
        INSERT INTO organisations_listing TABLE fresh
    )
    INSERT INTO organisations_countchange (state, province, key, value, number)
    %s;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0013_fewer_indexes")]

    operations = [
        migrations.RunSQL(LIST_NEW_FUNCTION % counted("(SELECT 1 AS sign, * FROM fresh) AS added"), "DROP FUNCTION organisations_list_new(bigint[])"),
        migrations.RunSQL(
            "ALTER TABLE organisations_organisation SET (toast_tuple_target = 8160)",
            "ALTER TABLE organisations_organisation RESET (toast_tuple_target)",
        ),
    ]
