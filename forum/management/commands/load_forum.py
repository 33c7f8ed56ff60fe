from argparse import ArgumentParser
from pathlib import Path

import pghistory
from django.core.management.base import BaseCommand, CommandError

from forum.loading import ForumDocumentError, load_forum


class Command(BaseCommand):
    help = "Load the proposals of a CSOs Forum from its YAML document. Twice gives the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: object, files: list[Path], **options: object) -> None:
        for path in files:
            try:
                with pghistory.context(through="command", command="load_forum"):
                    forum = load_forum(path)
            except ForumDocumentError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{path.name}: forum {forum.year}, {forum.proposals.count()} proposals")
