"""Reports for tests: a plan with its tree, and a report over it that is built and issued already."""

from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command

from accounts.models import User
from core.files import keep_whole
from core.models import JobState
from plans.models import Plan
from reports import snapshot
from reports.models import ProvinceYear, Report, ReportFile
from reports.scope import Scope, scope_of

DOCUMENT = Path(__file__).resolve().parents[2] / "plans" / "documents" / "cso-1.yaml"


def load_cso_1() -> Plan:
    """The real plan, once a test."""
    if not Plan.objects.filter(code="cso-1").exists():
        call_command("load_plan", str(DOCUMENT), verbosity=0)
    return Plan.objects.get(code="cso-1")


def half_year(period: str = "2565-H1") -> Scope:
    load_cso_1()
    return scope_of("half-year", "cso-1", period)


def finished_report(*, scope: Scope | None = None, **fields) -> Report:
    """A report with frozen data and a file in each format; the files' content is a short text."""
    scope = scope or half_year()
    frozen = snapshot.take(scope)
    report = Report.objects.create(
        kind=scope.kind,
        plan=scope.plan,
        period=str(scope.period),
        province=scope.province,
        state=JobState.DONE,
        snapshot=frozen,
        digest=snapshot.digest_of(frozen),
        cut_off=datetime.fromisoformat(frozen["cut_off"]),
        finished_at=datetime.now(tz=UTC),
        **{"standing": "issued", "issued_at": datetime.now(tz=UTC), **fields},
    )
    for form in ("pdf", "docx", "xlsx", "html", "brief", "brief-docx"):
        name = keep_whole(f"reports/{report.pk}/test.{form}", form.encode())
        ReportFile.objects.create(
            report=report, format=form, file=name, name=f"รายงาน.{form}", size=len(form), sha256="0" * 64
        )
    return report


def written_year(province: str, *, state: str = "draft", by=None, year: int = 2564, **fields) -> ProvinceYear:
    """What a province tells of its year, as far on its way as `state` says; `by` wrote and reviewed it."""
    now = datetime(2022, 4, 5, 3, tzinfo=UTC)
    by = by or (User.objects.filter(username="staff").first() or User.objects.first())
    stamps = {}
    if state != "draft":
        stamps |= {"submitted_at": now, "submitted_by": by}
    if state in {"accepted", "returned"}:
        stamps |= {"reviewed_at": now, "reviewed_by": by}
    if state == "returned":
        stamps["review_note"] = "ขอตัวเลขผู้เข้าร่วม"
    return ProvinceYear.objects.create(
        plan=load_cso_1(),
        year=year,
        province_id=province,
        state=state,
        **{"achievements": "จัดเวทีเครือข่ายครบทุกอำเภอ", **stamps, **fields},
    )
