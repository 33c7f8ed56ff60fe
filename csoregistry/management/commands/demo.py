"""`manage.py demo`: demo accounts and a made-up registry (INTERFACE.md, Commands)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from csoregistry.demo.accounts import ACCOUNTS, PASSWORD
from csoregistry.demo.making import make


class Command(BaseCommand):
    help = "Makes demo accounts and a registry of made-up organisations, records and reports. Twice adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--organisations", type=int, default=2000, metavar="N", help="how many there shall be (2000)"
        )
        parser.add_argument("--seed", type=int, default=2564, help="another seed makes another registry (2564)")
        parser.add_argument("--yes", action="store_true", help="also where DEBUG is off")

    def handle(self, *args: Any, organisations: int, seed: int, yes: bool, verbosity: int, **options: Any) -> None:
        if not settings.DEBUG and not yes:
            raise CommandError(
                "DEBUG is off, so this may be a real registry. Demo data and accounts with a published password "
                "do not belong into one; say --yes where you want them."
            )
        if not 0 <= organisations <= 900_000:
            raise CommandError("--organisations is a number from 0 to 900,000.")
        say = self.stdout.write if verbosity > 1 else lambda text: None
        summary = make(count=organisations, seed=seed, say=say)
        if verbosity:
            for kind, number in summary.made.items():
                self.stdout.write(f"    {number:>9,} {kind}")
            if summary.rate:
                self.stdout.write(f"    {summary.rate:>9,} organisations a second, history included")
            names = ", ".join(account.username for account in ACCOUNTS)
            self.stdout.write(f"    Accounts: {names}; password: {PASSWORD}")
