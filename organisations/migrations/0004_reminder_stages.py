from django.db import migrations


class Migration(migrations.Migration):
    """The stages at which a province is reminded of the yearly confirmation; administrators change them."""

    dependencies = [("organisations", "0003_listing_functions")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO organisations_reminderstage (days, is_on, created_at, updated_at)"
            " VALUES (-30, true, now(), now()), (0, true, now(), now()), (14, true, now(), now())",
            "DELETE FROM organisations_reminderstage WHERE days IN (-30, 0, 14)",
        )
    ]
