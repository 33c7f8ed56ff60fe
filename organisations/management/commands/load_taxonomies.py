from typing import Any

import pghistory
from django.core.management.base import BaseCommand

from organisations.taxonomies import load_taxonomies


class Command(BaseCommand):
    help = "Add the issue areas, expertise, legal forms and other lists that the registry has not got yet."

    def handle(self, **options: Any) -> None:
        with pghistory.context(through="command", command="load_taxonomies"):
            loaded = load_taxonomies()
        self.stdout.write(f"Taxonomies: {loaded.total} terms, {loaded.new} new.")
