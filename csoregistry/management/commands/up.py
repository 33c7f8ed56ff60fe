"""`manage.py up`: what `make run` does once the packages are installed."""

import os
import signal
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from csoregistry import processes, setup


class Command(BaseCommand):
    help = "Prepares the database and runs web, worker and beat together until Ctrl-C."
    # The database may be empty yet; the checks run with migrate.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty registry empty")
        parser.add_argument("--setup-only", action="store_true", help="prepare, and run nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        # Ended like this, Python still leaves the embedded servers, and the last one out stops them.
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
        host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
        if not options["setup_only"]:
            processes.require_free_port(host, port)
        setup.prepare(say=self.say, demo=not options["no_demo"])
        if not options["setup_only"]:
            processes.run(host=host, port=port, say=self.say)

    def say(self, text: str) -> None:
        """Print a line at once, also where the output is a pipe."""
        self.stdout.write(text)
        self.stdout.flush()
