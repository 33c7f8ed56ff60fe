"""Made-up organisations. What is made for a number depends on that number and the seed alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from csoregistry.demo import NOTE
from csoregistry.demo.causes import CAUSES, COUNCIL, ENTERPRISE, FAITH, FAMILY, FORMS, PRODUCT, SAVINGS, WELFARE, Cause
from csoregistry.demo.naming import Naming, name_of
from csoregistry.demo.places import Area, Spot
from organisations.choices import Certification, DatePrecision, PersonKind, Source, State, Status

# Numbers of one block share a generator; seeding one for each organisation would take longer than making it.
BLOCK = 1000
_FIXED_CAUSES = {
    "welfare-fund": WELFARE, "welfare-organisation": WELFARE, "tambon-council": COUNCIL, "savings-group": SAVINGS,
    "community-enterprise": PRODUCT, "family-centre": FAMILY, "religious": FAITH, "social-enterprise": ENTERPRISE,
    "cooperative": SAVINGS,
}  # fmt: skip
_FORM_CODES = list(FORMS)
_FORM_WEIGHTS = list(accumulate(FORMS.values()))
_CAUSE_WEIGHTS = list(accumulate(cause.weight for cause in CAUSES))
# Median of staff, volunteers, members and yearly budget in baht.
_SIZES = {
    "foundation": (6, 25, 60, 1_800_000), "association": (4, 20, 150, 700_000), "network": (2, 40, 220, 450_000),
    "welfare-fund": (2, 12, 900, 950_000), "welfare-organisation": (2, 12, 400, 400_000),
    "tambon-council": (1, 20, 35, 120_000), "savings-group": (3, 8, 210, 1_400_000),
    "community-enterprise": (3, 5, 28, 600_000), "cooperative": (7, 6, 520, 9_000_000), "group": (1, 10, 45, 90_000),
    "social-enterprise": (9, 6, 20, 3_200_000), "religious": (3, 30, 180, 500_000), "family-centre": (1, 14, 30, 60_000),
    "other-private": (5, 12, 40, 900_000), "other": (2, 10, 30, 200_000),
}  # fmt: skip
_LEVELS = {
    "foundation": ["national", "regional", "provincial", "provincial", "district"],
    "association": ["national", "provincial", "provincial", "district"],
    "network": ["regional", "provincial", "provincial", "district"],
    "social-enterprise": ["national", "provincial", "tambon"],
    "cooperative": ["provincial", "district", "district"],
    "group": ["district", "tambon", "community", "community"],
    "savings-group": ["tambon", "community"],
    "community-enterprise": ["tambon", "community"],
}
_REGISTRARS = {
    "foundation": "กรมการปกครอง", "association": "กรมการปกครอง", "welfare-fund": "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
    "welfare-organisation": "กรมพัฒนาสังคมและสวัสดิการ", "tambon-council": "สถาบันพัฒนาองค์กรชุมชน",
    "cooperative": "กรมส่งเสริมสหกรณ์", "community-enterprise": "กรมส่งเสริมการเกษตร", "social-enterprise": "สำนักงานส่งเสริมวิสาหกิจเพื่อสังคม",
    "family-centre": "กรมกิจการสตรีและสถาบันครอบครัว",
}  # fmt: skip
_MARKS = {
    "foundation": "กท", "association": "จ", "welfare-fund": "กส", "welfare-organisation": "อส", "tambon-council": "สอช",
    "cooperative": "สก", "community-enterprise": "วช", "social-enterprise": "วส", "family-centre": "ศพค",
}  # fmt: skip
# Since when there is such a form at all, พ.ศ.
_SINCE = {
    "welfare-fund": 2548, "welfare-organisation": 2546, "tambon-council": 2551, "community-enterprise": 2548,
    "social-enterprise": 2562, "family-centre": 2547, "savings-group": 2527,
}  # fmt: skip
_HEADS = {
    "foundation": "ประธานกรรมการมูลนิธิ", "association": "นายกสมาคม", "network": "ประธานเครือข่าย", "welfare-fund": "ประธานกองทุน",
    "tambon-council": "ประธานสภา", "savings-group": "ประธานกลุ่ม", "cooperative": "ประธานกรรมการ", "group": "ประธาน",
    "social-enterprise": "กรรมการผู้จัดการ",
}  # fmt: skip
_STATES = [State.VERIFIED] * 88 + [State.SUBMITTED] * 6 + [State.DRAFT] * 4 + [State.RETURNED] * 2
_RETURNED = ["ขอให้แนบหลักฐานการจดทะเบียน", "ขอให้ระบุตำบลและอำเภอให้ตรงกัน", "ขอให้ยืนยันชื่อองค์กรตามใบสำคัญ"]
_ROADS = ["", "", "", "พัฒนาชุมชน", "ประชาร่วมใจ", "สุขาภิบาล", "เลี่ยงเมือง", "หลักเมือง", "ราษฎร์บำรุง"]
_CERTIFIABLE = {"foundation", "association", "welfare-organisation", "welfare-fund", "network", "other-private"}
_CERTIFICATION = (
    [Certification.NONE] * 60
    + [Certification.GAZETTED] * 25
    + [Certification.CERTIFICATE_SENT] * 5
    + [Certification.CERTIFIED] * 4
    + [Certification.RECEIVED] * 4
    + [Certification.REFUSED] * 2
)
_CERTIFIED = {Certification.GAZETTED, Certification.CERTIFICATE_SENT, Certification.CERTIFIED}
_CRITERIA = ("governance", "people", "finance", "delivery", "information", "networks", "transparency")
_ASSESSORS = [
    "คณะทำงานประเมินศักยภาพระดับจังหวัด",
    "องค์กรประเมินตนเองร่วมกับเครือข่าย E6",
    "คณะอนุกรรมการพัฒนาศักยภาพองค์กรภาคประชาสังคม",
]
_NEAR_YEAR = 2565

Values = dict[str, Any]


@dataclass(slots=True)
class Made:
    """One organisation with what hangs on it; `number` counts from 0."""

    number: int
    organisation: Values
    people: list[Values]
    budgets: list[Values]
    assessment: Values | None
    form: str
    level: str
    founded: int  # พ.ศ.


def organisations(areas: list[Area], *, first: int, last: int, seed: int) -> Iterator[Made]:
    """Those with numbers first … last - 1."""
    for block in range(first // BLOCK, math.ceil(last / BLOCK)):
        maker = _Maker(areas, Random(f"{seed}/{block}"))
        for number in range(block * BLOCK, min(last, (block + 1) * BLOCK)):
            made = maker.make(number)
            if number >= first:
                yield made


class _Maker:
    def __init__(self, areas: list[Area], rng: Random) -> None:
        self.areas = areas
        self.rng = rng
        self.names = Naming(rng)
        self.forms = rng.choices(_FORM_CODES, cum_weights=_FORM_WEIGHTS, k=BLOCK)
        self.causes = rng.choices(CAUSES, cum_weights=_CAUSE_WEIGHTS, k=BLOCK)
        self.places = rng.choices(areas, weights=[area.weight for area in areas], k=BLOCK)
        self.before: Made | None = None

    def make(self, number: int) -> Made:
        rng, place = self.rng, number % BLOCK
        # The first ones go round the provinces, so that even a small registry has some in each.
        area = self.areas[number % len(self.areas)] if number < 3 * len(self.areas) else self.places[place]
        if self.before is not None and place % 167 == 166:
            made = self._twin(number, self.before)
        else:
            form = self.forms[place]
            cause = _FIXED_CAUSES.get(form) or self.causes[place]
            made = self._make(number, form, cause, area, rng.choice(area.spots))
        self.before = made
        return made

    def _make(self, number: int, form: str, cause: Cause, area: Area, spot: Spot) -> Made:
        rng = self.rng
        name = name_of(rng, form, cause, area, spot)
        chance = rng.random()
        founded = max(_SINCE.get(form, 2515), _NEAR_YEAR - int(rng.expovariate(1 / 14)))
        day = date(founded - 543, 1 + int(rng.random() * 12), 1 + int(rng.random() * 28))
        precision = DatePrecision.DAY
        if chance > 0.72:
            day, precision = day.replace(month=1, day=1), DatePrecision.YEAR
        staff, volunteers, members, budget = _SIZES[form]
        level = rng.choice(_LEVELS[form]) if form in _LEVELS else "tambon"
        status = Status.ACTIVE if chance < 0.92 else Status.DORMANT if chance < 0.975 else Status.DISSOLVED
        state = rng.choice(_STATES)
        certification = rng.choice(_CERTIFICATION) if form in _CERTIFIABLE else Certification.NONE
        certified = date(rng.randint(2010, 2021), rng.randint(1, 12), rng.randint(1, 28))
        code6 = f"{number:06}"
        website = form in {"foundation", "association", "social-enterprise", "network"} and chance < 0.6
        values: Values = {
            "name_th": name.th,
            "name_en": name.en if chance < 0.55 else "",
            "abbreviation": name.abbreviation if chance < 0.3 else "",
            "former_names": [name.former] if name.former and chance > 0.9 else [],
            "aliases": [name.alias] if name.alias and 0.4 < chance < 0.55 else [],
            "legal_form": form,
            "registration_number": f"{_MARKS[form]} {number % 9000 + 100}/{founded}" if form in _MARKS else "",
            "registrar": _REGISTRARS.get(form, ""),
            "registered_on": day,
            "registered_precision": precision.value,
            "certification": certification.value,
            "certificate_number": f"สส {number % 7000 + 1}/{certified.year + 543}"
            if certification in _CERTIFIED
            else "",
            "certified_on": certified if certification in _CERTIFIED else None,
            "house_number": f"{1 + int(rng.random() * 399)}" + (f"/{number % 47 + 1}" if chance < 0.35 else ""),
            "village_number": "" if area.code == "10" else str(1 + int(rng.random() * 14)),
            "road": rng.choice(_ROADS),
            "province_id": area.code,
            "district_id": spot.district,
            "subdistrict_id": spot.code,
            "postcode": spot.postcode,
            "phone": _landline(area.phone, number) if chance < 0.8 else "",
            "email": f"contact{code6}@example.org" if chance < 0.65 else "",
            "website": f"https://cso{code6}.example.org" if website else "",
            "social_pages": [f"https://social.example.com/cso{code6}"] if 0.1 < chance < 0.45 else [],
            "contact_is_public": chance < 0.96,
            "staff_count": _size(rng, staff),
            "social_worker_count": int(rng.random() * 3) if form in {"foundation", "association"} else None,
            "volunteer_count": _size(rng, volunteers),
            "member_count": _size(rng, members),
            "objectives": cause.objectives if 0.15 < chance < 0.75 else "",
            "issues": self._issues(cause),
            "expertise": cause.expertise.split(),
            "targets": cause.targets.split(),
            "fields": cause.fields.split(),
            "modes": cause.modes.split(),
            "level": level,
            "area_provinces": self._worked_in(level, area),
            "status": status.value,
            "status_reason": "" if status == Status.ACTIVE else _why(rng, status),
            "confirmed_on": date(2021, 10, 1) + timedelta(days=int(rng.random() * 1700)) if chance < 0.7 else None,
            "state": state.value,
            "state_reason": rng.choice(_RETURNED) if state == State.RETURNED else "",
            "source": Source.DEMO.value,
            "source_note": NOTE,
        }
        if state == State.VERIFIED:
            values["verified_at"] = datetime(2021, 1, 4, 3, tzinfo=UTC) + timedelta(hours=int(rng.random() * 15000))
        return Made(
            number=number,
            organisation=values,
            people=self._people(form, number, chance),
            budgets=[] if chance > 0.9 else self._budgets(budget),
            assessment=self._assessment(values) if rng.random() < 0.3 else None,
            form=form,
            level=level,
            founded=founded,
        )

    def _issues(self, cause: Cause) -> list[str]:
        """Its cause's, and now and then one of another's."""
        issues = cause.issues.split()
        if self.rng.random() < 0.25:
            issues.append(self.rng.choice(CAUSES).issues[:2])
        return sorted(set(issues))

    def _worked_in(self, level: str, area: Area) -> list[str]:
        if level == "regional":
            near = [other.code for other in self.areas if other.region == area.region]
            return sorted({area.code, *self.rng.sample(near, 4)})
        return [] if level == "national" else [area.code]

    def _people(self, form: str, number: int, chance: float) -> list[Values]:
        title, name = self.names.person()
        mobile = f"060-{number // 10000 % 1000:03}-{number % 10000:04}"
        made: list[Values] = [
            {"kind": PersonKind.HEAD.value, "title": title, "name": name, "position": _HEADS.get(form, "ประธานกรรมการ"),
             "phone": "", "mobile": mobile if chance < 0.5 else "", "email": ""}
        ]  # fmt: skip
        if chance < 0.75:
            title, name = self.names.person()
            made.append(
                {"kind": PersonKind.COORDINATOR.value, "title": title, "name": name, "position": "ผู้ประสานงาน", "phone": "",
                 "mobile": f"060-{number // 10000 % 1000 + 500:03}-{number % 10000:04}",
                 "email": f"coordinator{number:06}@example.org" if chance < 0.5 else ""}
            )  # fmt: skip
        return made

    def _budgets(self, median: int) -> list[Values]:
        rng = self.rng
        total = max(5_000, int(rng.lognormvariate(math.log(median), 0.9)) // 1000 * 1000)
        made = []
        for year in (2564, 2565):
            members, local = int(total * rng.random() * 0.5), int(total * rng.random() * 0.3)
            made.append(
                {"fiscal_year": year, "total": total, "from_members": members, "from_local_government": local,
                 "from_agencies": (total - members - local) // 2,
                 "from_others": total - members - local - (total - members - local) // 2}
            )  # fmt: skip
            total = int(total * (0.92 + rng.random() * 0.28)) // 1000 * 1000
        return made

    def _assessment(self, values: Values) -> Values:
        rng = self.rng
        base = rng.choices((1, 2, 3, 4), (15, 45, 30, 10))[0]
        scores = {criterion: min(4, max(1, base + rng.choice((-1, 0, 0, 1)))) for criterion in _CRITERIA}
        level = ("basic", "developing", "strong", "model")[min(4, max(1, round(sum(scores.values()) / 7))) - 1]
        values["capacity_level"] = level
        return {
            "assessed_on": date(2021, 6, 1) + timedelta(days=int(rng.random() * 480)),
            "assessor": rng.choice(_ASSESSORS),
            "level": level,
            "scores": scores,
        }

    def _twin(self, number: int, before: Made) -> Made:
        """The organisation before it once more, as somebody else wrote it down."""
        rng, first = self.rng, before.organisation
        name = first["name_th"]
        messy = rng.choice(
            [
                name.replace("ตำบล", "ต.").replace("จังหวัด", "จ.").replace("บ้าน", "บ้าน ", 1),
                name.replace("้", "", 1),
                name.replace("์", "", 1).replace("เพื่อ", " เพื่อ"),
                name.replace("กลุ่ม", "กลุม").replace("มูลนิธิ", "มูลนิธิ "),
            ]
        )
        values = {
            **first,
            "name_th": messy if messy != name else f"{name} ({first['postcode']})",
            "name_en": "",
            "registration_number": "",
            "registered_on": date(before.founded - 543, 1, 1),
            "registered_precision": DatePrecision.YEAR.value,
            "objectives": "",
            "expertise": [],
            "website": "",
            "email": "",
            "state": State.SUBMITTED.value,
            "state_reason": "",
            "verified_at": None,
            "capacity_level": "",
        }
        return Made(number, values, before.people[:1], [], None, before.form, before.level, before.founded)


def _size(rng: Random, median: int) -> int:
    return int(rng.lognormvariate(math.log(median), 0.8))


def _landline(area: str, number: int) -> str:
    """After the area code a nought, with which no telephone's number begins."""
    return (
        f"02-0{number // 10000 % 100:02}-{number % 10000:04}"
        if area == "02"
        else f"{area}-0{number // 1000 % 100:02}-{number % 1000:03}"
    )


def _why(rng: Random, status: Status) -> str:
    if status == Status.DORMANT:
        return rng.choice(["ขาดผู้สืบทอดการดำเนินงาน", "พักกิจกรรมในช่วงโควิด-19", "อยู่ระหว่างเปลี่ยนคณะกรรมการ"])
    return rng.choice(["สมาชิกมีมติเลิก", "รวมกิจการกับองค์กรอื่นในตำบล", "ไม่มีสมาชิกดำเนินงานต่อ"])
