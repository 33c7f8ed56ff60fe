"""Is this the sealed report, do the frozen data still make the same bytes, and what would they be today?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from reports import snapshot
from reports.building import make
from reports.content import document
from reports.content.differences import Difference, differences
from reports.models import Report, ReportFile
from reports.scope import ScopeError, scope_of


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, in both languages."""

    is_good: bool
    th: str
    en: str


def known_file(content: bytes) -> ReportFile | None:
    """The file of a report that is, byte for byte, this one."""
    sha256 = hashlib.sha256(content).hexdigest()
    files = ReportFile.objects.select_related("report__plan", "report__province").defer("report__snapshot")
    return files.filter(sha256=sha256).first()


def of_file(content: bytes) -> list[Finding]:
    """Whether a file is, byte for byte, one that was built here; then all that is to be said of its report."""
    file = known_file(content)
    if file is None:
        sha256 = hashlib.sha256(content).hexdigest()
        return [Finding(False, f"ไม่มีรายงานใดมีไฟล์ที่มีค่า SHA-256 {sha256}", f"no report has a file with SHA-256 {sha256}")]
    known = Finding(True, f"เป็นไฟล์ {file.name}", f"this is {file.name} of report {file.report_id}")
    return [known, *of_report(file.report)]


def of_report(report: Report) -> list[Finding]:
    """Whether the frozen data bear their seal, and every format made from them again is the file that is kept."""
    if report.snapshot is None:
        return [Finding(False, "รายงานยังสร้างไม่เสร็จ", "the report is not built")]
    digest = snapshot.digest_of(report.snapshot)
    sealed = digest == report.digest
    findings = [Finding(sealed, f"ข้อมูลที่ผนึก {report.digest}", f"frozen data, digest {digest}")]
    for file in report.files.all():
        with file.file.open("rb") as kept:
            stored = hashlib.sha256(kept.read()).hexdigest()
        findings.append(Finding(stored == file.sha256, f"ไฟล์ที่เก็บไว้ ({file.format})", f"kept file ({file.format})"))
        # What is made of data that somebody has changed proves nothing, and they may not even be a report any more.
        again = hashlib.sha256(make(report.snapshot, digest, file.format)).hexdigest() if sealed else ""
        findings.append(Finding(again == file.sha256, f"สร้างซ้ำได้ตรงกัน ({file.format})", f"rebuilt ({file.format})"))
    return findings


def changed_since(report: Report, language: str) -> list[Difference]:
    """Every figure of a built report that would be another one if it were built now.

    An empty list also where its plan or forum is gone, so that nothing can be counted again.
    """
    try:
        scope = scope_of(report.kind, report.plan.code, report.period, report.province_id)
    except ScopeError:
        return []
    frozen = Report.objects.content_of(report.pk)
    today = snapshot.take(scope, **report.wishes)
    return differences(document(frozen, report.digest, language=language), document(today, "", language=language))
