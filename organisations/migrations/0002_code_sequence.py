from django.db import migrations


class Migration(migrations.Migration):
    """Registry codes are numbered by a sequence of their own, so a preview or a rollback of rows
    never gives one code twice."""

    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE organisations_code_seq AS integer MINVALUE 1 MAXVALUE 999999 NO CYCLE",
            "DROP SEQUENCE organisations_code_seq",
        )
    ]
