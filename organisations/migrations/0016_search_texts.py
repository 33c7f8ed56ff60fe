from django.db import migrations

from organisations.keys import KEY_COLUMNS, KEYED_BY, keys_of


def compute(apps, schema_editor):
    """The texts and keys of the records that are there already; whoever writes a record computes its own."""
    rows = apps.get_model("organisations", "Organisation").objects.values("id", *KEYED_BY)
    # Before the COPY: a query while that is open would wait for itself.
    keyed = [[row["id"], *keys_of(row).values()] for row in rows]
    columns = ", ".join(KEY_COLUMNS)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE keyed (id bigint, {', '.join(f'{name} text' for name in KEY_COLUMNS)})")
        with cursor.copy(f"COPY keyed (id, {columns}) FROM STDIN") as copy:
            for row in keyed:
                copy.write_row(row)
        fresh = ", ".join(f"{name} = k.{name}" for name in KEY_COLUMNS)
        # Names of columns are constants of organisations.keys.
        cursor.execute(f"UPDATE organisations_organisation o SET {fresh} FROM keyed k WHERE k.id = o.id")  # noqa: S608 - as above
        cursor.execute(
            "UPDATE organisations_searchable s SET search_text = k.search_text, loose_text = k.loose_text"
            " FROM keyed k WHERE k.id = s.organisation_id"
        )
        cursor.execute("DROP TABLE keyed")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0015_loose_text")]

    operations = [migrations.RunPython(compute, migrations.RunPython.noop)]
