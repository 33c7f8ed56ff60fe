"""Migrations with few classes built make the tables that they make with all of them."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from csoregistry.migrating import LeanState

Seen = list[tuple[str, ...]]


def operations(seen: Seen) -> list[migrations.operations.base.Operation]:
    def look(apps, schema_editor) -> None:
        town, person = apps.get_model("lean", "Town"), apps.get_model("lean", "Person")
        born = person._meta.get_field("town").related_model
        seen.append(tuple(field.name for field in born._meta.concrete_fields))
        person.objects.create(town=town.objects.create(name="น่าน"))
        seen.append(tuple(town.objects.values_list("person__town__name", flat=True)))

    key = models.AutoField(primary_key=True)
    return [
        migrations.CreateModel("Town", [("id", key)]),
        migrations.CreateModel("Person", [("id", key)]),
        migrations.CreateModel("Visitor", [("person_ptr", parent())], bases=("lean.person",)),
        migrations.AddField("Person", "town", models.ForeignKey("lean.Town", models.CASCADE)),
        # The class of Person refers to the class of Town as it was before this.
        migrations.AddField("Town", "name", models.CharField(max_length=20)),
        migrations.AddIndex("Town", models.Index(fields=["name"], name="lean_town_name")),
        # Changes the column of Person too.
        migrations.AlterField("Town", "id", models.BigAutoField(primary_key=True)),
        migrations.RunPython(look),
        migrations.RenameField("Person", "town", "home"),
        migrations.RenameModel("Town", "City"),
    ]


def parent() -> models.OneToOneField:
    return models.OneToOneField("lean.Person", models.CASCADE, parent_link=True, primary_key=True)


def tables(state: ProjectState) -> tuple[Seen, Seen]:
    """Return the columns that the operations leave, and what the Python between them saw."""
    seen: Seen = []
    migration = type("Lean", (Migration,), {"operations": operations(seen)})("0001_initial", "lean")
    assert state.apps is not None  # built before the first operation, as Django's executor does
    with connection.schema_editor() as editor:
        migration.apply(state, editor)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE starts_with(table_name, 'lean_') ORDER BY table_name, ordinal_position"
        )
        return cursor.fetchall(), seen


@pytest.mark.django_db
def test_the_tables_are_those_that_django_makes() -> None:
    lean = tables(LeanState())
    with connection.schema_editor() as editor:
        for name in ("lean_visitor", "lean_person", "lean_city"):
            editor.execute(f"DROP TABLE {name}")
    assert lean == tables(ProjectState())
    assert lean == (
        [
            ("lean_city", "id", "bigint"),
            ("lean_city", "name", "character varying"),
            ("lean_person", "id", "integer"),
            ("lean_person", "home_id", "bigint"),
            ("lean_visitor", "person_ptr_id", "integer"),
        ],
        [("id", "name"), ("น่าน",)],
    )
