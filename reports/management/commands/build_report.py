from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from core import jobs
from core.models import JobState
from reports.actions import start
from reports.building import build
from reports.choices import ReportFormat, ReportKind
from reports.messages import failure
from reports.models import Report
from reports.scope import ScopeError, scope_of

WAIT = 600  # seconds for a build that another process has begun


class Command(BaseCommand):
    help = "Build a report and write its files to a folder: the same build as the web's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=", ".join(ReportKind.values))
        parser.add_argument("--plan", required=True, metavar="CODE", help="cso-1, …")
        parser.add_argument("--period", required=True, metavar="PERIOD", help="2565-H1 or 2565")
        parser.add_argument("--province", metavar="CODE", help="two digits, for a provincial report")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder for the files")
        parser.add_argument("--why", default="", metavar="TEXT", help="why a new edition of an issued report")
        parser.add_argument(
            "--format",
            action="append",
            choices=ReportFormat.values,
            dest="formats",
            help="pdf, docx, xlsx, html, brief or brief-docx; may be repeated; all where not given",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with override("th"):
            try:
                scope = scope_of(options["kind"], options["plan"], options["period"], options["province"])
            except ScopeError as error:
                raise CommandError(_both(options, str(error)), returncode=2) from error
        folder: Path = options["out"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(
                f"ใช้โฟลเดอร์ {folder} ไม่ได้ / Cannot use the folder {folder}: {error}", returncode=2
            ) from error
        report = _built(start(scope=scope, why=options["why"]))
        if report.state != JobState.DONE:
            with override("th"):
                raise CommandError(str(failure(report.reason)), returncode=1)
        self.stdout.write(f"{report.pk} {report.digest}")
        for file in report.files.filter(format__in=options["formats"] or ReportFormat.values):
            target = folder / file.name
            with file.file.open("rb") as content:
                target.write_bytes(content.read())
            self.stdout.write(str(target))


def _built(report: Report) -> Report:
    """The report when its build is over, whoever does it: this process, or one that has begun already."""
    deadline = time.monotonic() + WAIT
    while not report.is_over and time.monotonic() < deadline:
        jobs.run(Report, str(report.pk), build)
        report = Report.objects.select_related("plan", "province").get(pk=report.pk)
        if not report.is_over:
            time.sleep(0.5)
    return report


def _both(options: dict[str, Any], thai: str) -> str:
    """The sentence in Thai and in English: who types commands may read either."""
    with override("en"):
        try:
            scope_of(options["kind"], options["plan"], options["period"], options["province"])
        except ScopeError as error:
            return thai if str(error) == thai else f"{thai}\n{error}"
    return thai
