"""`manage.py check_listing`: is what the database keeps for lists what the records say?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.listing import checking


class Command(BaseCommand):
    help = "Compare what is kept for lists, searches and counts with the records; with --mend, make it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="make everything that is kept anew; writers wait")

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        found = checking.differences()
        told = (
            f"{found.listing} rows of the listing, {found.texts} texts, {found.counts} counts"
            f" and {found.words} records of common words differ."
        )
        if found and not mend:
            raise CommandError(f"{told} Run: manage.py check_listing --mend")
        if mend:
            checking.rebuild()
        self.stdout.write(f"{told} Made anew." if mend else "What is kept for lists is what the records say.")
