"""Made-up follow-up of the forum's proposals: some done, some under way, one nobody has taken up."""

from __future__ import annotations

from datetime import date

from csoregistry.demo import NOTE
from forum.models import FollowUp, FollowUpStatus, Forum

YEAR = 2565
_NOT_STARTED, _WORKING, _DONE = FollowUpStatus.NOT_STARTED, FollowUpStatus.IN_PROGRESS, FollowUpStatus.DONE
# Proposal, day, status, what was done. Proposal 7 has no entry.
_ENTRIES = [
    (
        1,
        "2022-10-20",
        _WORKING,
        "กรมพัฒนาสังคมและสวัสดิการรวบรวมกฎระเบียบที่เป็นอุปสรรคต่อองค์กรภาคประชาสังคม 11 เรื่อง และเสนอคณะอนุกรรมการด้านกฎหมาย",
    ),
    (1, "2023-03-15", _WORKING, "ปรับปรุงระเบียบการรับรององค์กรสาธารณประโยชน์ ลดเอกสารประกอบคำขอจาก 14 รายการเหลือ 8 รายการ"),
    (2, "2022-11-09", _NOT_STARTED, "อยู่ระหว่างประสานหน่วยงานที่เกี่ยวข้องกับการกระจายอำนาจเพื่อกำหนดผู้รับผิดชอบหลัก"),
    (2, "2023-05-22", _WORKING, "คัดเลือกจังหวัดตัวอย่าง 4 ภาค เพื่อทดลองให้ท้องถิ่นมอบหมายภาคประชาสังคมจัดบริการสาธารณะ"),
    (3, "2022-12-14", _WORKING, "เปิดระบบระดมทุนสาธารณะเพื่อองค์กรภาคประชาสังคม มีองค์กรเข้าร่วมระยะแรก 35 แห่ง"),
    (3, "2023-06-30", _WORKING, "จังหวัด 12 แห่งบรรจุโครงการของภาคประชาสังคมในแผนพัฒนาจังหวัดแบบบูรณาการ"),
    (4, "2022-12-01", _WORKING, "ผลิตสารคดีสั้นบทบาทภาคประชาสังคมเผยแพร่ผ่านสื่อสาธารณะ 12 ตอน"),
    (4, "2023-07-18", _DONE, "เผยแพร่ครบตามแผน ผลสำรวจการรับรู้ของประชาชนเพิ่มขึ้นจากร้อยละ 41 เป็นร้อยละ 56"),
    (5, "2022-11-25", _WORKING, "เผยแพร่ชุดข้อมูลเปิดขององค์กรภาคประชาสังคม 3 ชุด ให้ทุกฝ่ายใช้ร่วมกัน"),
    (6, "2023-01-17", _WORKING, "จัดประชุมแลกเปลี่ยนระหว่างผู้บริหารกับภาคีเครือข่ายระดับภาค 4 ครั้ง และลงนามบันทึกข้อตกลง 2 ฉบับ"),
    (6, "2023-08-10", _WORKING, "ตั้งคณะทำงานติดตามประเมินผลร่วมระหว่างรัฐและภาคประชาสังคมใน 9 จังหวัด"),
    (8, "2023-09-20", _DONE, "คสป. รับทราบรายงานการติดตามข้อเสนอประจำปีแล้ว และกำหนดให้รายงานในการประชุมสมัชชาครั้งต่อไป"),
]


def make_follow_ups(*, by: int) -> int:
    """The entries of 2565; nothing where that forum is not loaded or has entries. Returns how many."""
    forum = Forum.objects.filter(year=YEAR).first()
    if forum is None or FollowUp.objects.filter(proposal__forum=forum).exists():
        return 0
    proposals = {proposal.number: proposal for proposal in forum.proposals.all()}
    rows = [
        FollowUp(
            proposal=proposals[number],
            on=date.fromisoformat(day),
            status=status,
            text=f"{text} ({NOTE})",
            created_by_id=by,
            updated_by_id=by,
        )
        for number, day, status, text in _ENTRIES
        if number in proposals
    ]
    return len(FollowUp.objects.bulk_create(rows))
