"""History of what is written without the system (psql, a script) names the database's user.

django-pghistory's own function leaves such rows without a context. The id is one for each transaction, so what was
written together stays together.
"""

from django.db import migrations

ATTACH = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    given text := coalesce(current_setting('pghistory.context_id', true), '');
    found uuid;
BEGIN
    IF given <> '' THEN
        found := given::uuid;
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
            VALUES (found, current_setting('pghistory.context_metadata')::jsonb, now(), now())
            ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
                WHERE pghistory_context.metadata <> EXCLUDED.metadata;
    ELSE
        found := md5(concat_ws(' ', session_user, pg_current_xact_id(), transaction_timestamp()))::uuid;
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
            VALUES (found, jsonb_build_object('through', 'sql', 'database_user', session_user), now(), now())
            ON CONFLICT (id) DO NOTHING;
    END IF;
    RETURN found;
END;
$$ LANGUAGE plpgsql
"""


def the_librarys_own(apps, schema_editor):
    from pghistory.models import Context

    Context.install_pgh_attach_context_func(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(ATTACH, migrations.RunSQL.noop),
        migrations.RunPython(migrations.RunPython.noop, the_librarys_own),
    ]
