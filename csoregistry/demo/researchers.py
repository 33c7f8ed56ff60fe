"""Made-up researchers of made-up institutes, with their works; most of them agreed to be listed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from csoregistry.demo.causes import CAUSES
from csoregistry.demo.naming import person
from csoregistry.demo.places import Area
from researchers.models import Researcher, Work

HOW_MANY = 60
_TITLES = ["ดร.", "ดร.", "ผศ.ดร.", "ผศ.ดร.", "รศ.ดร.", "ศ.ดร.", "อาจารย์"]
_POSITIONS = ["อาจารย์ประจำ", "นักวิจัยอาวุโส", "นักวิจัย", "หัวหน้าศูนย์วิจัย", "ผู้ช่วยคณบดีฝ่ายวิจัย"]
_INSTITUTES = [
    "คณะสังคมศาสตร์ มหาวิทยาลัยสาธิต{place}",
    "คณะสังคมสงเคราะห์ศาสตร์ มหาวิทยาลัยสาธิต{place}",
    "สถาบันวิจัยชุมชนสาธิต {place}",
    "ศูนย์ศึกษาภาคประชาสังคม มหาวิทยาลัยสาธิต{place}",
    "วิทยาลัยชุมชนสาธิต{place}",
]
_WORKS = [
    "การพัฒนาศักยภาพองค์กรด้าน{cause}: กรณีศึกษาจังหวัดใน{region}",
    "บทบาทภาคประชาสังคมกับ{cause}ในระดับตำบล",
    "ธรรมาภิบาลขององค์กรชุมชนที่ทำงานด้าน{cause}",
    "การประเมินผลลัพธ์ทางสังคมของงาน{cause}",
    "เครือข่ายและทุนทางสังคม: บทเรียนจากงาน{cause}",
]
_EXPERTISE = ["E01", "E03", "E10", "E11", "E12", "E19"]
_REGIONS = {"north": "ภาคเหนือ", "northeast": "ภาคตะวันออกเฉียงเหนือ", "central": "ภาคกลาง", "south": "ภาคใต้"}
# Where universities are many.
_CITIES = ["10", "10", "10", "50", "50", "40", "90", "30", "57", "65", "80", "94", "34", "41", "12", "13", "73", "20"]


def make_researchers(areas: list[Area], *, seed: int, by: int) -> int:
    """Sixty of them; nothing where the book has entries. Returns how many."""
    if Researcher.objects.exists():
        return 0
    rng = Random(f"{seed}/researchers")
    by_code = {area.code: area for area in areas}
    for number in range(1, HOW_MANY + 1):
        area = by_code[rng.choice(_CITIES)]
        causes = rng.sample(CAUSES, 2)
        _, name = person(rng.random)
        consented = date(2021, 7, 1) + timedelta(days=rng.randint(0, 800)) if number % 10 else None
        row = Researcher(
            title=rng.choice(_TITLES),
            name_th=name,
            affiliation=rng.choice(_INSTITUTES).format(place=area.bare_th),
            position=rng.choice(_POSITIONS),
            issues=sorted({code for cause in causes for code in cause.issues.split()})[:3],
            expertise=sorted({"E03", *rng.sample(_EXPERTISE, 2)}),
            province_id=area.code,
            phone=f"060-900-{number:04}",
            email=f"researcher{number:03}@example.org",
            consented_on=consented,
            withdrawn_on=date(2024, 2, 1) if number == 37 else None,
            created_by_id=by,
            updated_by_id=by,
        )
        # One by one, for the keys that save() keeps; there are few.
        row.save()
        Work.objects.bulk_create(
            Work(
                researcher=row,
                title=rng.choice(_WORKS).format(cause=cause.th, region=_REGIONS[area.region]),
                year=rng.randint(2555, 2565),
                link=f"https://research.example.org/{number:03}{place}" if rng.random() < 0.6 else "",
            )
            for place, cause in enumerate(rng.choices(causes, k=rng.randint(1, 4)))
        )
    return HOW_MANY
