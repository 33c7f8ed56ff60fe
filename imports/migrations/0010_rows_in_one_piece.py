"""Staged rows are written once, read twice and thrown away: packing those over two kilobytes costs more than it saves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("imports", "0009_plain_json")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE imports_importrow SET (toast_tuple_target = 8160)",
            "ALTER TABLE imports_importrow RESET (toast_tuple_target)",
        )
    ]
