"""`manage.py up`: what `make run` does once the packages are installed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from csoregistry import processes
from csoregistry.up import add_arguments, up


class Command(BaseCommand):
    help = "Prepares the database and runs web, worker and beat together until Ctrl-C."
    # The database may be empty yet; the checks run with migrate.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            up(demo=not options["no_demo"], setup_only=options["setup_only"])
        except processes.CannotRun as error:
            raise CommandError(str(error)) from None
