"""Made-up organisations. What is made for a number depends on that number, the seed and the day alone.

The day, because a registry is kept: most records were confirmed within the last year, and one in twenty is overdue.

Values are texts as COPY takes them from the start: half a million numbers and dates are not made to be written out again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from django.utils import timezone

from csoregistry.demo import NOTE
from csoregistry.demo.causes import CAUSES, Cause
from csoregistry.demo.forms import KINDS, STEPS, WEIGHTS, Form
from csoregistry.demo.hanging import Hanging, HangingMaker
from csoregistry.demo.naming import Name, name_of
from csoregistry.demo.places import Area, Country
from csoregistry.demo.writing import NULL
from organisations.choices import Certification, DatePrecision, Source, State, Status

# Numbers of one block share a generator; seeding one for each organisation would take longer than making it.
BLOCK = 1000
_CAUSE_WEIGHTS = list(accumulate(cause.weight for cause in CAUSES))
_STATES = [State.VERIFIED.value, State.SUBMITTED.value, State.DRAFT.value, State.RETURNED.value]
_STATE_WEIGHTS = [88, 94, 98, 100]
_RETURNED = ["ขอให้แนบหลักฐานการจดทะเบียน", "ขอให้ระบุตำบลและอำเภอให้ตรงกัน", "ขอให้ยืนยันชื่อองค์กรตามใบสำคัญ"]
_WHY = {
    Status.ACTIVE.value: [""],
    Status.DORMANT.value: ["ขาดผู้สืบทอดการดำเนินงาน", "พักกิจกรรมในช่วงโควิด-19", "อยู่ระหว่างเปลี่ยนคณะกรรมการ"],
    Status.DISSOLVED.value: ["สมาชิกมีมติเลิก", "รวมกิจการกับองค์กรอื่นในตำบล", "ไม่มีสมาชิกดำเนินงานต่อ"],
}
_ROADS = ["", "", "", "พัฒนาชุมชน", "ประชาร่วมใจ", "สุขาภิบาล", "เลี่ยงเมือง", "หลักเมือง", "ราษฎร์บำรุง"]
_CERTIFICATIONS = [
    Certification.NONE.value, Certification.GAZETTED.value, Certification.CERTIFICATE_SENT.value,
    Certification.CERTIFIED.value, Certification.RECEIVED.value, Certification.REFUSED.value,
]  # fmt: skip
_CERTIFICATION_WEIGHTS = [60, 85, 90, 94, 98, 100]
_CERTIFIED = {Certification.GAZETTED.value, Certification.CERTIFICATE_SENT.value, Certification.CERTIFIED.value}
_NEAR_YEAR = 2565
# Years since it was founded: half of them are younger than ten, few are fifty.
_AGES = [int(-14 * math.log(1 - (step + 0.5) / STEPS)) for step in range(STEPS)]
_DAYS = [f"{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
_CERTIFIED_DAYS = [(year, f"{year}-{day}") for year in range(2010, 2022) for day in _DAYS]
# How many days ago a record was last confirmed: within a year, or, of five in a hundred, up to four months too long ago.
_AGO = [1 + 363 * step // 1900 for step in range(1900)] + [367 + 120 * step // 100 for step in range(100)]
# How long before that it was verified, where the organisation has confirmed it since.
_BEFORE = range(700)

Row = dict[str, str]


@dataclass(slots=True)
class Made:
    """One organisation, by column, with what hangs on it; `number` counts from 0."""

    number: int
    organisation: Row
    name: Name | None  # None: it is not composed of parts
    hanging: Hanging
    form: Form
    founded: int  # พ.ศ.


def organisations(areas: list[Area], *, first: int, last: int, seed: int, today: date | None = None) -> Iterator[Made]:
    """Those with numbers first … last - 1, as they are `today`."""
    country = Country(areas)
    days = _days_until(today or timezone.localdate())
    for block in range(first // BLOCK, math.ceil(last / BLOCK)):
        maker = _Maker(country, seed, block, days)
        for number in range(block * BLOCK, min(last, (block + 1) * BLOCK)):
            made = maker.make(number)
            if number >= first:
                yield made


class _Maker:
    """Makes the organisations of a block; what does not hang on other things is drawn for all of them at once."""

    def __init__(self, country: Country, seed: int, block: int, ago: list[str]) -> None:
        rng = Random(f"{seed}/{block}")
        choices = rng.choices
        self.country = country
        self.days_ago = ago
        self.rng = rng
        self.forms = choices(KINDS, weights=WEIGHTS, k=BLOCK)
        self.causes = choices(CAUSES, cum_weights=_CAUSE_WEIGHTS, k=BLOCK)
        self.areas = choices(country.areas, cum_weights=country.weights, k=BLOCK)
        self.states = choices(_STATES, cum_weights=_STATE_WEIGHTS, k=BLOCK)
        self.certifications = choices(_CERTIFICATIONS, cum_weights=_CERTIFICATION_WEIGHTS, k=BLOCK)
        self.certified = choices(_CERTIFIED_DAYS, k=BLOCK)
        self.ages = choices(_AGES, k=BLOCK)
        self.days = choices(_DAYS, k=BLOCK)
        self.roads = choices(_ROADS, k=BLOCK)
        self.ago = choices(_AGO, k=BLOCK)
        self.before = choices(_BEFORE, k=BLOCK)
        self.hanging = HangingMaker(country, Random(f"{seed}/{block}/hanging"))
        self.previous: Made | None = None

    def make(self, number: int) -> Made:
        place = number % BLOCK
        if self.previous is not None and place % 167 == 166:
            made = self._twin(number, self.previous)
        else:
            # The first ones go round the provinces, so that even a small registry has some in each.
            areas = self.country.areas
            area = areas[number % len(areas)] if number < 3 * len(areas) else self.areas[place]
            form = self.forms[place]
            made = self._make(number, place, form, form.cause or self.causes[place], area)
        self.previous = made
        return made

    def _make(self, number: int, place: int, form: Form, cause: Cause, area: Area) -> Made:
        draw = self.rng.random
        spot = area.spots[int(draw() * len(area.spots))]
        name = name_of(self.rng, form.code, cause, area, spot)
        chance = draw()
        founded = max(form.since, _NEAR_YEAR - self.ages[place])
        by_day = chance <= 0.72
        level = form.levels[int(draw() * len(form.levels))]
        status = "active" if chance < 0.92 else "dormant" if chance < 0.975 else "dissolved"
        reasons = _WHY[status]
        state = self.states[place]
        certification = self.certifications[place] if form.is_certifiable else "none"
        is_certified = certification in _CERTIFIED
        year, certified = self.certified[place]
        code6 = f"{number:06}"
        ago, is_confirmed = self.ago[place], chance < 0.7
        verified = self.days_ago[ago + self.before[place] if is_confirmed else ago]
        row = {
            "name_th": "".join(name.th),
            "name_en": "".join(name.en) if chance < 0.55 else "",
            "abbreviation": name.abbreviation if chance < 0.3 else "",
            "former_names": f'{{"{"".join(name.former)}"}}' if name.former and chance > 0.9 else "{}",
            "aliases": f'{{"{"".join(name.alias)}"}}' if name.alias and 0.4 < chance < 0.55 else "{}",
            "legal_form": form.code,
            "registration_number": f"{form.mark} {number % 9000 + 100}/{founded}" if form.mark else "",
            "registrar": form.registrar,
            "registered_on": f"{founded - 543}-{self.days[place] if by_day else '01-01'}",
            "registered_precision": "day" if by_day else "year",
            "certification": certification,
            "certificate_number": f"สส {number % 7000 + 1}/{year + 543}" if is_certified else "",
            "certified_on": certified if is_certified else NULL,
            "house_number": f"{1 + int(draw() * 399)}{f'/{number % 47 + 1}' if chance < 0.35 else ''}",
            "village_number": "" if area.code == "10" else str(1 + int(draw() * 14)),
            "road": self.roads[place],
            "province_id": area.code,
            "district_id": spot.district,
            "subdistrict_id": spot.code,
            "postcode": spot.postcode,
            "phone": _landline(area.phone, number) if chance < 0.8 else "",
            "email": f"contact{code6}@example.org" if chance < 0.65 else "",
            "website": f"https://cso{code6}.example.org" if form.is_on_the_web and chance < 0.6 else "",
            "social_pages": f'{{"https://social.example.com/cso{code6}"}}' if 0.1 < chance < 0.45 else "{}",
            "contact_is_public": "t" if chance < 0.96 else "f",
            "staff_count": form.staff[int(draw() * STEPS)],
            "social_worker_count": str(int(draw() * 3)) if form.has_social_workers else NULL,
            "volunteer_count": form.volunteers[int(draw() * STEPS)],
            "member_count": form.members[int(draw() * STEPS)],
            "objectives": cause.objectives if 0.15 < chance < 0.75 else "",
            "issues": _issues(cause.issues, CAUSES[int(draw() * len(CAUSES))].issues[:2] if draw() < 0.25 else ""),
            "expertise": _codes(cause.expertise),
            "targets": _codes(cause.targets),
            "fields": _codes(cause.fields),
            "modes": _codes(cause.modes),
            "level": level,
            "area_provinces": self._worked_in(level, area),
            "capacity_level": "",
            "status": status,
            "status_reason": reasons[int(draw() * len(reasons))],
            "confirmed_on": self.days_ago[ago] if is_confirmed else NULL,
            "state": state,
            "state_reason": _RETURNED[int(draw() * len(_RETURNED))] if state == "returned" else "",
            "verified_at": f"{verified}T{2 + number % 8:02}:00:00+00:00" if state == "verified" else NULL,
            "source": Source.DEMO.value,
            "source_note": NOTE,
        }
        hanging = self.hanging.make(number, row, form, founded, chance)
        row["capacity_level"] = hanging.capacity_level
        return Made(number, row, name, hanging, form, founded)

    def _worked_in(self, level: str, area: Area) -> str:
        if level == "national":
            return "{}"
        if level == "regional":
            near = self.rng.sample(self.country.codes_of_region[area.region], 4)
            return f"{{{','.join(sorted({area.code, *near}))}}}"
        return f"{{{area.code}}}"

    def _twin(self, number: int, before: Made) -> Made:
        """The organisation before it once more, as somebody else wrote it down."""
        first = before.organisation
        name = first["name_th"]
        messy = self.rng.choice(
            [
                name.replace("ตำบล", "ต.").replace("จังหวัด", "จ.").replace("บ้าน", "บ้าน ", 1),
                name.replace("้", "", 1),
                name.replace("์", "", 1).replace("เพื่อ", " เพื่อ"),
                name.replace("กลุ่ม", "กลุม").replace("มูลนิธิ", "มูลนิธิ "),
            ]
        )
        row = {
            **first,
            "name_th": messy if messy != name else f"{name} ({first['postcode']})",
            "name_en": "",
            "registration_number": "",
            "registered_on": f"{before.founded - 543}-01-01",
            "registered_precision": DatePrecision.YEAR.value,
            "objectives": "",
            "expertise": "{}",
            "website": "",
            "email": "",
            "state": State.SUBMITTED.value,
            "state_reason": "",
            "verified_at": NULL,
            "capacity_level": "",
        }
        hanging = Hanging(people=before.hanging.people[:1])
        # Its names are not composed of parts any more.
        return Made(number, row, None, hanging, before.form, before.founded)


@cache
def _days_until(today: date) -> list[str]:
    """Days by how many they are ago, as far back as any record goes."""
    return [(today - timedelta(ago)).isoformat() for ago in range(max(_AGO) + len(_BEFORE))]


@cache
def _codes(codes: str) -> str:
    return f"{{{codes.replace(' ', ',')}}}"


@cache
def _issues(issues: str, other: str) -> str:
    """Its cause's, and now and then one of another's."""
    return _codes(" ".join(sorted({*issues.split(), *other.split()})))


def _landline(area: str, number: int) -> str:
    """After the area code a nought, with which no telephone's number begins."""
    return (
        f"02-0{number // 10000 % 100:02}-{number % 10000:04}"
        if area == "02"
        else f"{area}-0{number // 1000 % 100:02}-{number % 1000:03}"
    )
