from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from plans.actions import Preview, load_plan, preview_plan
from plans.reading import DocumentError


class Command(BaseCommand):
    help = (
        "Load plans from their documents (YAML, or the same as a workbook). Loading twice gives the same;"
        " a broken document is refused whole."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], dry_run: bool = False, **options: Any) -> None:
        failed = False
        for file in files:
            failed |= not self.load(file, dry_run=dry_run)
        if failed:
            raise CommandError(gettext("Nothing of a refused document was loaded."))

    def load(self, file: Path, *, dry_run: bool) -> bool:
        """Load one file, or look at it, and say what came of it."""
        try:
            content = file.read_bytes()
        except OSError as error:
            self.stderr.write(f"{file}: {gettext('This file cannot be read.')} ({error.strerror})")
            return False
        try:
            with pghistory.context(through="command", command="load_plan", file=file.name):
                if dry_run:
                    preview = preview_plan(content=content, by=None)
                    code, changes = preview.code, preview.changes
                    self._say(preview)
                else:
                    plan, changes = load_plan(content=content, by=None)
                    code = plan.code
        except DocumentError as error:
            for problem in error.problems:
                place = f"{problem.sheet}!{problem.line}" if problem.sheet else str(problem.line)
                self.stderr.write(f"{file}:{place}: {problem.said_in('th')}")
                self.stderr.write(f"    line {place}: {problem.said_in('en')}")
            return False
        counts = {"new": changes.created, "changed": changes.changed, "same": changes.same, "removed": changes.removed}
        said = gettext("new %(new)s, changed %(changed)s, same %(same)s, removed %(removed)s") % counts
        self.stdout.write(f"{code}: {said}")
        return True

    def _say(self, preview: Preview) -> None:
        marks = {"new": "+", "changed": "~", "removed": "-"}
        for difference in preview.differences:
            self.stdout.write(f"{marks[difference.kind]} {difference.what}")
            for name, before, after in difference.fields:
                self.stdout.write(f"    {name}: {before} → {after}")
