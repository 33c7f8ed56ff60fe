"""How likely two records are one organisation: 0 to 100 points, with the reasons that a reader is told.

One scoring for the form, for saving, for the queue and for spreadsheets. Two thresholds: from `SURELY` on hardly
anything else is thinkable; from `POSSIBLY` on a person should look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from organisations.duplicates.bounds import may_reach
from organisations.duplicates.comparing import NOTHING, Likeness, compare
from organisations.duplicates.forms import KIND_OF_FORM
from organisations.duplicates.reading import Glance, Name, glance_at, read_name
from thai.digits import to_arabic
from thai.text import search_key

SURELY = 85
POSSIBLY = 60

# Fields that a record is judged by; `Subject.of` takes them from a row or from what was typed.
FIELDS = (
    "name_th", "name_en", "abbreviation", "former_names", "aliases", "legal_form", "registration_number",
    "province_id", "district_id", "subdistrict_id", "village_number", "house_number", "phone", "fax", "email",
)  # fmt: skip


# As a tidy record has it.
_ONE_PHONE = re.compile(r"(?:0[689][0-9]-[0-9]{3}-[0-9]{4}|02-[0-9]{3}-[0-9]{4}|0[3-57][0-9]-[0-9]{3}-[0-9]{3})\Z")
_THAI = re.compile("[ก-ฮ]")
_WORDS_FOR_NUMBER = re.compile("^(?:เลขทะเบียน|ทะเบียน|เลขที่|เลข|ที่|ลำดับที่|no)+")
_SPACE = re.compile(r"\s")
_IDLE_SIGNS = re.compile(r"[\s.\-–—]")
_NOUGHTS = re.compile("(?<![0-9])0+(?=[0-9])")
_NUMBER = re.compile("[0-9]+(?:/[0-9]+)?")
_DIGITS, _NO_DIGITS = re.compile("[0-9]+"), re.compile("[^0-9]+")


@dataclass(frozen=True)
class Match:
    """`reasons`: codes of organisations.duplicates.reasons, the weightiest first."""

    score: int
    reasons: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        return self.score >= SURELY

    @property
    def is_possible(self) -> bool:
        return self.score >= POSSIBLY


@dataclass(frozen=True)
class Subject:
    """What is known of one record, as far as it tells whether another is the same."""

    name: str
    other_names: tuple[str, ...] = ()
    legal_form: str = ""
    registration_number: str = ""
    province: str = ""
    district: str = ""
    subdistrict: str = ""
    village: str = ""
    house: str = ""
    phone: str = ""
    email: str = ""
    pk: int | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any], pk: int | None = None) -> Subject:
        """From values by field name (FIELDS); what is missing is not known."""

        def text(name: str) -> str:
            return str(values.get(name) or "").strip()

        others = [text("name_en"), *(values.get("former_names") or []), *(values.get("aliases") or [])]
        return cls(
            name=text("name_th"),
            other_names=tuple(name for name in others if name),
            legal_form=text("legal_form"),
            registration_number=text("registration_number"),
            province=text("province_id"),
            district=text("district_id") or text("subdistrict_id")[:4],
            subdistrict=text("subdistrict_id"),
            village=_number(text("village_number")),
            house=_number(text("house_number")),
            phone=" ".join([text("phone"), text("fax")]),
            email=text("email"),
            pk=pk,
        )

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return tuple(read_name(name, self.province) for name in (self.name, *self.other_names) if name)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What its names are looked up by."""
        return tuple(dict.fromkeys(name.key for name in self.names if len(name.key) > 1))

    @cached_property
    def kind(self) -> str:
        return KIND_OF_FORM.get(self.legal_form, "")

    @cached_property
    def glance(self) -> Glance:
        """Of its first name. Taking names apart costs far more, and most pairs go no further than this."""
        return glance_at(next((name for name in (self.name, *self.other_names) if name), ""))

    @cached_property
    def villages(self) -> frozenset[str]:
        said = self.glance.villages
        return said or (frozenset({self.village}) if self.village else frozenset())

    @cached_property
    def searched(self) -> str:
        return search_key(self.name)

    @cached_property
    def has_one_thai_name(self) -> bool:
        return bool(_THAI.search(self.name)) and not any(map(_THAI.search, self.other_names))

    @cached_property
    def registration(self) -> str:
        return registration_key(self.registration_number) if self.registration_number else ""

    @cached_property
    def phones(self) -> frozenset[str]:
        return frozenset(phone_keys(self.phone))

    @cached_property
    def mail(self) -> str:
        return email_key(self.email)

    @cached_property
    def contacts(self) -> tuple[str, ...]:
        """What it is looked up by in the whole country: registration number, e-mail, telephones."""
        return contacts_of(self.registration_number, self.email, self.phone)


def contacts_of(registration_number: str, email: str, phone: str) -> tuple[str, ...]:
    """The keys under which a record with these contacts is looked up in the whole country."""
    registration = registration_key(registration_number) if registration_number else ""
    mail = email_key(email) if email else ""
    found = [f"r{registration}"] if registration else []
    found += [f"e{mail}"] if mail else []
    if _ONE_PHONE.match(phone):
        found.append("p" + phone.replace("-", ""))
    elif phone:
        found += [f"p{one}" for one in sorted(set(phone_keys(phone)))]
    return tuple(found)


def registration_key(text: str) -> str:
    """A registration number without spaces, dashes and the words before it; "" for what tells nothing (-, 0)."""
    key = _WORDS_FOR_NUMBER.sub("", _IDLE_SIGNS.sub("", to_arabic(text).lower()))
    key = _NOUGHTS.sub("", key) if not (len(key) == 13 and _DIGITS.fullmatch(key)) else key
    return key if len(_NO_DIGITS.sub("", key)) >= 2 else ""


def phone_keys(text: str) -> Iterable[str]:
    """Every telephone in a text as its nine or ten digits; service numbers (1300) tell nothing."""
    if _ONE_PHONE.match(text := text.strip()):
        yield text.replace("-", "")
        return
    for part in re.split(r"[,;/]|หรือ|และ|ต่อ|ext|#|  ", to_arabic(text)):
        digits = re.sub(r"[^0-9]", "", part)
        if digits.startswith("66") and len(digits) > 9:
            digits = "0" + digits[2:].removeprefix("0")
        yield from re.findall(r"0[689][0-9]{8}|02[0-9]{7}|0[3-57][0-9]{7}", digits)


def email_key(text: str) -> str:
    return _SPACE.sub("", text).lower().removeprefix("mailto:")


def _number(text: str) -> str:
    found = _NUMBER.search(to_arabic(text)) if text else None
    return found[0].lstrip("0") if found else ""


def score(one: Subject, other: Subject) -> Match:
    """Compare two records. The order of the two does not matter."""
    place, doubts = _place_points(one, other, NOTHING)[0], _doubts(one, other)
    return _score(one, other) if _may_be_one(one, other, place, doubts) else Match(0)


def possible(one: Subject, other: Subject) -> Match | None:
    """The `score` of two that are possibly one, None for others: nearly all are told apart long before their score."""
    place, doubts = _place_points(one, other, NOTHING)[0], _doubts(one, other)
    if _may_be_one(one, other, place, doubts) and _may_be_by_names(one, other, place, doubts):
        match = _score(one, other)
        return match if match.is_possible else None
    return None


def _score(one: Subject, other: Subject) -> Match:
    likeness, former = _best_likeness(one, other)
    points, reasons = _contact_points(one, other, is_weak=bool(set(likeness.against) - {"near", "letters"}))
    place, place_reason = _place_points(one, other, likeness)
    total = _name_points(likeness, former)
    if total:
        total += place
        reasons = [*_name_reasons(likeness, former), *reasons, *([place_reason] if place_reason else [])]
    elif points < 30:
        return Match(0)
    else:
        # Names tell nothing: a number of their own registration, or telephone and e-mail together, in one place.
        total = 32 + min(place, 8)
    total += _doubts(one, other) + points
    if _same_long_number(one, other):
        # Given by the state to one organisation alone.
        total = max(total, 75 if likeness.value > 0.5 else 62)
    return Match(max(0, min(100, round(total))), tuple(dict.fromkeys(reasons)))


def _may_be_one(one: Subject, other: Subject, place: float, doubts: float) -> bool:
    """Whether any name at all could bring the two to POSSIBLY: most of a province are told apart here, quickly.

    `place`: the points that their places give at most.
    """
    may_be_by_name = 80 + place + doubts >= POSSIBLY
    if may_be_by_name and not _are_numbered_apart(one, other):
        return True
    points, _reasons = _contact_points(one, other, is_weak=False)
    if may_be_by_name or not points:
        # With numbers that speak against it, 46 and an address in common are not enough.
        return bool(points)
    # Names that are the same, or none at all beside contacts: see `score`.
    most = max(80 + place, 32 + min(place, 8) if points >= 30 else 0)
    return most + doubts + points >= POSSIBLY or _same_long_number(one, other)


def _may_be_by_names(one: Subject, other: Subject, place: float, doubts: float) -> bool:
    """Whether any two of their names may be so alike that, with all else, the two come to POSSIBLY."""
    points, _reasons = _contact_points(one, other, is_weak=False)
    # What `score` must find beside contacts and doubts, so that it is rounded up to POSSIBLY.
    least = POSSIBLY - 0.5 - points - doubts
    if _same_long_number(one, other) or (points >= 30 and 32 + min(place, 8) >= least):
        return True
    by_name = least - place
    return by_name <= 1 or any(may_reach(mine, its, by_name) for mine in one.names for its in other.names)


def _are_numbered_apart(one: Subject, other: Subject) -> bool:
    """Whether one name surely has a number that the other has not, and no other two of their names can be alike."""
    mine, its = one.glance, other.glance
    for this, that in ((mine, its), (its, mine)):
        if this.last_number and this.last_number not in that.numbers:
            break
    else:
        return False
    # To a search 2 10 and 210 are one.
    if one.searched == other.searched:
        return False
    # Two names in English, or in Thai, would have to be looked at as well.
    return not (one.other_names and other.other_names) and one.has_one_thai_name and other.has_one_thai_name


def _best_likeness(one: Subject, other: Subject) -> tuple[Likeness, bool]:
    """The likest pair of their names, and whether a former or other name is in it."""
    kinds = (one.kind, other.kind)
    best, best_worth, is_former = NOTHING, 0.0, False
    for place, mine in enumerate(one.names):
        for its_place, its in enumerate(other.names):
            likeness = compare(mine, its, kinds)
            if likeness.value == 0:
                continue
            worth = likeness.value - 0.3 * len(likeness.against) - 0.02 * bool(place or its_place)
            if worth > best_worth or best is NOTHING:
                best, best_worth = likeness, worth
                is_former = bool(place or its_place) and not mine.is_latin
    return best, is_former


def _name_points(likeness: Likeness, former: bool) -> float:
    if likeness.value < 0.55:
        return 0.0
    points = 80 * likeness.value - (2 if former else 0)
    heavy = {
        "village": 30,
        "number": 34,
        "place": 32,
        "level": 26,
        "kind": 10,
        "qualifier": 27,
        "word": 18,
        "near": 11,
        "letters": 8,
    }
    against = sorted((heavy[one] for one in likeness.against), reverse=True)
    return max(1.0, points - sum(against[:2]))


def _name_reasons(likeness: Likeness, former: bool) -> list[str]:
    grounds = [ground for ground in likeness.grounds if ground != "written"] or ["written"]
    if "against" not in grounds and likeness.against:
        grounds = ["alike"]
    return [*(["former"] if former else []), *(f"name_{ground}" for ground in grounds)]


def _place_points(one: Subject, other: Subject, likeness: Likeness) -> tuple[float, str]:
    """How places speak for and against: a common name lives by its place."""
    common = likeness.is_common
    if one.province and other.province and one.province != other.province:
        return -34, ""
    if one.subdistrict and other.subdistrict:
        if one.subdistrict == other.subdistrict:
            if one.villages and other.villages and one.villages != other.villages:
                return -24, ""
            same_house = bool(one.house) and one.house == other.house and one.villages == other.villages
            return (12, "address") if same_house else (8, "subdistrict")
        return (-34 if common else -24 if one.district == other.district else -28), ""
    if one.villages and other.villages and one.villages != other.villages:
        return -20, ""
    if one.district and other.district:
        if one.district == other.district:
            return (0 if common else 5), "district"
        return (-34 if common else -26), ""
    return (-14 if common and not _place_said(one, other) else 0), ""


def _place_said(one: Subject, other: Subject) -> bool:
    """Whether both names say where: the same, or compare() would speak against."""
    return all(any(level != 0 for level, _name in subject.names[0].places) for subject in (one, other) if subject.names)


def _same_long_number(one: Subject, other: Subject) -> bool:
    return one.registration == other.registration and len(one.registration) == 13 and one.registration.isdigit()


def _contact_points(one: Subject, other: Subject, *, is_weak: bool) -> tuple[float, list[str]]:
    """`is_weak`: the names speak of two, which may well share an office, its telephone and its e-mail."""
    points: float = 0
    reasons: list[str] = []
    if one.registration and one.registration == other.registration:
        if _same_long_number(one, other):
            points, reasons = 40, ["registration"]
        elif one.province == other.province:
            # Registrars number for themselves: the same number elsewhere is chance.
            same_kind = not one.kind or not other.kind or one.kind == other.kind
            points, reasons = (28 if same_kind else 8), ["registration"]
        else:
            points = 6
    if one.mail and one.mail == other.mail:
        points += 8 if is_weak else 20
        reasons.append("email")
    if one.phones & other.phones:
        points += 4 if is_weak else 14
        reasons.append("phone")
    return points, reasons


def _doubts(one: Subject, other: Subject) -> float:
    """What speaks against beyond name and place: two registrations."""
    if not one.registration or not other.registration or one.registration == other.registration:
        return 0.0
    both = len(one.registration) == len(other.registration) == 13
    return -30.0 if both else -16.0
