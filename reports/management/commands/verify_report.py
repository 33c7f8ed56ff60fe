from __future__ import annotations

import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.models import Report
from reports.verifying import Finding, changed_since, known_file, of_file, of_report

SHOWN = 200  # differences


class Command(BaseCommand):
    help = "Tell whether a file, or a report by its id, is the sealed one and rebuilds to the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", metavar="FILE-OR-ID")

    def handle(self, *args: Any, **options: Any) -> None:
        report, findings = self._findings(options["what"])
        for finding in findings:
            self.stdout.write(f"{'ถูกต้อง/ok' if finding.is_good else 'ไม่ตรง/DIFFERS'}  {finding.th} / {finding.en}")
        if not all(finding.is_good for finding in findings):
            raise CommandError("ไม่ใช่รายงานที่ผนึกไว้ / This is not the sealed report.", returncode=1)
        if report is not None:
            self._since(report)

    def _since(self, report: Report) -> None:
        """The figures that are others today: no fault of the report, which stays as it is."""
        found = changed_since(report, "th")
        self.stdout.write(f"ค่าที่ต่างจากข้อมูลวันนี้ {len(found)} ค่า / figures that are others today: {len(found)}")
        for each in found[:SHOWN]:
            self.stdout.write(
                f"  {each.table} · {each.row} · {each.column}: {each.before or '–'} → {each.after or '–'}"
            )

    def _findings(self, what: str) -> tuple[Report | None, list[Finding]]:
        path = Path(what)
        if path.is_file():
            content = path.read_bytes()
            file = known_file(content)
            return (file.report if file else None), of_file(content)
        try:
            report = Report.objects.get(pk=uuid.UUID(what))
        except (ValueError, Report.DoesNotExist):
            message = f"ไม่พบไฟล์หรือรายงาน “{what}” / There is no file and no report “{what}”."
            raise CommandError(message, returncode=2) from None
        return report, of_report(report)
