"""`manage.py restore DIR`: brings the registry to what a backup holds."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from csoregistry import backups


class Command(BaseCommand):
    help = "Brings back the database and the stored files from the folder that `backup` wrote."
    # The database may be empty yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--replace", action="store_true", help="also where the database is not empty")

    def handle(self, *args: Any, folder: Path, replace: bool, **options: Any) -> None:
        try:
            found = backups.restore(folder, replace=replace)
        except backups.BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Restored what was backed up at {found.made}: database and {found.files:,} stored files.")
        self.stdout.write("Now run `manage.py up --setup-only --no-demo`: it brings an older backup to this version.")
