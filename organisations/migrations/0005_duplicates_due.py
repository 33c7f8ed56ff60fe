from django.db import migrations

# What organisations.duplicates judges a record by; a change of anything else makes no twin.
JUDGED_BY = (
    "name_th, name_en, former_names, aliases, legal_form, registration_number, province_id, district_id,"
    " subdistrict_id, village_number, house_number, phone, fax, email, state"
)
NEW, OLD = ("ROW(" + ", ".join(f"{row}.{name.strip()}" for name in JUDGED_BY.split(",")) + ")" for row in ("n", "o"))


class Migration(migrations.Migration):
    """Whatever path a record is written by, its keys and pairs are made anew: a trigger notes it, once a statement."""

    dependencies = [("organisations", "0004_reminder_stages")]

    operations = [
        migrations.RunSQL(
            [
                f"""
                CREATE FUNCTION organisations_twin_due() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'INSERT' THEN
                        INSERT INTO organisations_twindue (organisation_id, at) SELECT id, now() FROM n;
                    ELSE
                        INSERT INTO organisations_twindue (organisation_id, at)
                        SELECT n.id, now() FROM n JOIN o USING (id) WHERE {NEW} IS DISTINCT FROM {OLD};
                    END IF;
                    RETURN NULL;
                END $$
                """,  # noqa: S608 - names of columns
                """
                CREATE TRIGGER twin_due_insert AFTER INSERT ON organisations_organisation
                REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION organisations_twin_due()
                """,
                """
                CREATE TRIGGER twin_due_update AFTER UPDATE ON organisations_organisation
                REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION organisations_twin_due()
                """,
            ],
            [
                "DROP TRIGGER twin_due_insert ON organisations_organisation",
                "DROP TRIGGER twin_due_update ON organisations_organisation",
                "DROP FUNCTION organisations_twin_due()",
            ],
        )
    ]
