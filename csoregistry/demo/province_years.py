"""Made-up yearly reports of provinces: most of the first year accepted, some of the second on their way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from places.models import Province
from plans.models import Plan
from reports.models import ProvinceYear, YearState

ACCEPTED = ("10", "20", "30", "40", "41", "50", "51", "57", "65", "73", "80", "84", "90", "94")
# Of the second year; all others have not begun.
LATER = {
    "50": YearState.DRAFT,
    "90": YearState.RETURNED,
    "30": YearState.SUBMITTED,
    "40": YearState.SUBMITTED,
    "57": YearState.ACCEPTED,
    "84": YearState.ACCEPTED,
}
TEXTS = {
    "achievements": (
        "จัดเวทีแลกเปลี่ยนเรียนรู้ขององค์กรภาคประชาสังคมในจังหวัด{name} 6 ครั้ง มีผู้เข้าร่วมจากทุกอำเภอ\n"
        "ปรับปรุงข้อมูลองค์กรในทะเบียนให้เป็นปัจจุบัน และสนับสนุนให้องค์กรใหม่เข้าร่วมคณะกรรมการระดับจังหวัด"
    ),
    "constraints_text": "องค์กรขนาดเล็กในพื้นที่ห่างไกลยังขาดผู้ประสานงานประจำ และการเดินทางในฤดูฝนทำได้ยาก",
    "lessons": "การจัดเวทีร่วมกับองค์กรปกครองส่วนท้องถิ่นทำให้มีผู้เข้าร่วมมากขึ้นและใช้งบประมาณน้อยลง",
    "next_steps": "ขยายเครือข่ายให้ครบทุกอำเภอ และอบรมการใช้ระบบทะเบียนแก่ผู้ประสานงานระดับอำเภอ",
    "proposals": "ขอให้คณะกรรมการพิจารณางบประมาณสำหรับผู้ประสานงานระดับอำเภอ",
}
RETURNED = "ขอให้ระบุจำนวนองค์กรที่เข้าร่วมแต่ละเวที"


def make_province_years(plan: Plan, users: dict[str, User]) -> int:
    """Reports of both years of the plan; nothing where there are some. Returns how many."""
    if ProvinceYear.objects.filter(plan=plan).exists():
        return 0
    names = dict(Province.objects.values_list("code", "name_th"))
    first, second = plan.first_year, plan.last_year
    rows = [_report(plan, first, code, names[code], YearState.ACCEPTED, users) for code in ACCEPTED]
    rows += [_report(plan, second, code, names[code], state, users) for code, state in LATER.items()]
    for row in rows:
        row.save()
    return len(rows)


def _report(plan: Plan, year: int, code: str, name: str, state: YearState, users: dict[str, User]) -> ProvinceYear:
    author = {"50": users["coordinator"], "90": users["coordinator.south"]}.get(code, users["staff"])
    sent = datetime(year - 543, 10, 12, 3, tzinfo=UTC)
    stamps: dict[str, Any] = {}
    if state != YearState.DRAFT:
        stamps |= {"submitted_at": sent, "submitted_by": author}
    if state in (YearState.ACCEPTED, YearState.RETURNED):
        stamps |= {"reviewed_at": sent.replace(day=19), "reviewed_by": users["staff"]}
    if state == YearState.RETURNED:
        stamps["review_note"] = RETURNED
    texts = {key: text.format(name=name) for key, text in TEXTS.items()}
    if state == YearState.DRAFT:
        texts = {"achievements": texts["achievements"]}
    return ProvinceYear(
        plan=plan, year=year, province_id=code, state=state, created_by=author, updated_by=author, **texts, **stamps
    )
