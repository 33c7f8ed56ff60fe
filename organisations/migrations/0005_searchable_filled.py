from django.db import migrations


class Migration(migrations.Migration):
    """Texts of the records that are there already; the triggers copy the others."""

    dependencies = [("organisations", "0004_searchable")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO organisations_searchable (organisation_id, search_text)"
            " SELECT id, search_text FROM organisations_organisation",
            "TRUNCATE organisations_searchable",
        )
    ]
