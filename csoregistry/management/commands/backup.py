"""`manage.py backup DIR`: everything needed to bring the registry back elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from csoregistry import backups


class Command(BaseCommand):
    help = "Writes the database and all stored files, with a manifest, into a new or empty folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            made = backups.backup(folder)
        except backups.BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{folder}: database ({made.database:,} bytes) and {made.files:,} stored files.")
