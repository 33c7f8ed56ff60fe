"""``manage.py load_places``: provinces, districts and subdistricts with their official codes."""

from typing import Any

from django.core.management.base import BaseCommand

from places.loading import load_places


class Command(BaseCommand):
    help = "Load or refresh regions, provinces, districts and subdistricts. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for level in load_places():
            line = f"{level.total} {level.model._meta.verbose_name_plural}: {level.new} new, {level.changed} changed"
            if level.left:
                line += f"; no longer in the official list, kept: {', '.join(level.left)}"
            if options["verbosity"]:
                self.stdout.write(line)
