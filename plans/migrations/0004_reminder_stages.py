from django.db import migrations


class Migration(migrations.Migration):
    """The stages at which agencies and the ministry are reminded of reports; administrators change them."""

    dependencies = [("plans", "0003_report_reminders")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO plans_reportreminderstage (days, audience, is_on, created_at, updated_at)"
            " VALUES (-14, 'agency', true, now(), now()), (0, 'agency', true, now(), now()),"
            " (7, 'agency', true, now(), now()), (14, 'ministry', true, now(), now())",
            "DELETE FROM plans_reportreminderstage",
        )
    ]
