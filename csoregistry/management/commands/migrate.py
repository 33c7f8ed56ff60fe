"""`manage.py migrate`: Django's own, with an executor that does not build every model's class for every operation."""

from django.core.management.commands import migrate

from csoregistry.migrating import LeanExecutor

# Django's command takes its executor from this name and offers no other place for it.
migrate.MigrationExecutor = LeanExecutor  # type: ignore[attr-defined]  # an import, to the types

Command = migrate.Command
