from __future__ import annotations

import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.models import Report
from reports.verifying import Finding, of_file, of_report


class Command(BaseCommand):
    help = "Tell whether a file, or a report by its id, is the sealed one and rebuilds to the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", metavar="FILE-OR-ID")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = self._findings(options["what"])
        for finding in findings:
            self.stdout.write(f"{'ถูกต้อง/ok' if finding.is_good else 'ไม่ตรง/DIFFERS'}  {finding.th} / {finding.en}")
        if not all(finding.is_good for finding in findings):
            raise CommandError("ไม่ใช่รายงานที่ผนึกไว้ / This is not the sealed report.", returncode=1)

    def _findings(self, what: str) -> list[Finding]:
        path = Path(what)
        if path.is_file():
            return of_file(path.read_bytes())
        try:
            report = Report.objects.get(pk=uuid.UUID(what))
        except (ValueError, Report.DoesNotExist):
            message = f"ไม่พบไฟล์หรือรายงาน “{what}” / There is no file and no report “{what}”."
            raise CommandError(message, returncode=2) from None
        return of_report(report)
