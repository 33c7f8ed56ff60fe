"""Building a report: freeze, seal, make every format, keep the files. Each step may be done twice and ends the same."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from core.files import keep_whole
from core.jobs import JobFailed, report_progress
from core.models import JobState
from reports import snapshot
from reports.builders import docx, html, pdf, xlsx
from reports.builders.layout import Digits
from reports.builders.pdf import TypesettingError
from reports.choices import Numerals, ReportFormat
from reports.content import document
from reports.content.brief import brief
from reports.content.records import record_sheets
from reports.models import Report, ReportFile
from reports.naming import file_name
from reports.scope import ScopeError, scope_of

logger = logging.getLogger(__name__)


def build(report: Report) -> None:
    """Build all formats of a claimed report and keep them. Raises JobFailed with a code of reports.messages."""
    total = 1 + len(ReportFormat)
    report_progress(report, done=0, total=total, stage="snapshot")
    if report.snapshot is None:
        _freeze(report)
    for done, form in enumerate(ReportFormat, 1):
        report_progress(report, done=done, stage=form.value)
        if _is_kept(report, form):
            continue  # by an attempt that broke off later: it would be the same once more
        _keep(report, form, make(report.snapshot or {}, report.digest, form))
    _sweep(report)
    report_progress(report, done=total, stage="done")


def make(
    frozen: dict[str, Any], digest: str, form: str, *, language: str = "th", digits: Digits | None = None
) -> bytes:
    """The bytes of one format of a frozen report. Raises JobFailed where it cannot be set."""
    makers: dict[str, Callable[..., bytes]] = {
        ReportFormat.PDF: pdf.build,
        ReportFormat.DOCX: docx.build,
        ReportFormat.HTML: html.build,
        ReportFormat.BRIEF: pdf.build,
        ReportFormat.BRIEF_DOCX: docx.build,
    }
    made_at = datetime.fromisoformat(frozen["cut_off"])
    digits = digits or frozen.get("digits", Numerals.ARABIC)
    tell = brief if ReportFormat(form).is_brief else document
    made = tell(frozen, digest, language=language)
    if form == ReportFormat.XLSX:
        records = record_sheets(frozen, language=language)
        return xlsx.build(made, made_at=made_at, digits=digits, records=records)
    try:
        return makers[form](made, made_at=made_at, digits=digits)
    except TypesettingError as error:
        # Its owner reads a sentence; whoever keeps the system needs typst's own words.
        logger.exception("A report could not be set.")
        raise JobFailed("typesetting") from error


def _freeze(report: Report) -> None:
    try:
        scope = scope_of(report.kind, report.plan.code, report.period, report.province_id)
    except ScopeError as error:
        raise JobFailed("scope") from error
    frozen = snapshot.take(scope, **report.wishes)
    report_progress(report)  # it may have taken a while: is the job still ours?
    report.snapshot = frozen
    report.digest = snapshot.digest_of(frozen)
    report.cut_off = datetime.fromisoformat(frozen["cut_off"])
    report.save(update_fields=["snapshot", "digest", "cut_off"])


def _sweep(report: Report) -> int:
    """Take away what killed workers have left beside the files that rows know; how many files."""
    folder = f"reports/{report.pk}"
    kept = {PurePosixPath(name).name for name in report.files.values_list("file", flat=True)}
    left = [name for name in default_storage.listdir(folder)[1] if name not in kept]
    for name in left:
        default_storage.delete(f"{folder}/{name}")
    return len(left)


def sweep_all() -> int:
    """The same for all reports that failed or were cancelled, which no build ends by sweeping; how many files."""
    try:
        folders = set(default_storage.listdir("reports")[0])
    except FileNotFoundError:
        return 0
    over = Report.objects.filter(state__in=[JobState.FAILED, JobState.CANCELLED]).only("pk")
    return sum(_sweep(report) for report in over if str(report.pk) in folders)


def _is_kept(report: Report, form: ReportFormat) -> bool:
    """Whether a row knows this format, and its file is whole."""
    file = report.files.filter(format=form.value).first()
    if file is None:
        return False
    try:
        with file.file.open("rb") as kept:
            return hashlib.sha256(kept.read()).hexdigest() == file.sha256
    except FileNotFoundError:
        return False


def _keep(report: Report, form: ReportFormat, content: bytes) -> None:
    """The file first, then the row that knows it: a row never names a file that is not whole."""
    sha256 = hashlib.sha256(content).hexdigest()
    kept = keep_whole(f"reports/{report.pk}/{sha256[:16]}.{form.ending}", content)
    with transaction.atomic():
        ReportFile.objects.update_or_create(
            report=report,
            format=form.value,
            defaults={"file": kept, "name": file_name(report, form), "size": len(content), "sha256": sha256},
        )
