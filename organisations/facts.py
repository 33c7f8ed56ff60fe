"""The facts of a record in sections, as its page and its check page list them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.formats import as_date, as_number, language, local_name
from organisations.choices import Certification, Status, Taxonomy
from organisations.models import Organisation, Person
from organisations.terms import Terms
from places import lookup
from thai.dates import format_founded

Label = str | Promise


@dataclass(frozen=True)
class Fact:
    """`kind` says how the value is shown: text, lines, list, url, urls, email, record (an Organisation)."""

    label: Label
    value: Any
    kind: str = "text"


@dataclass(frozen=True)
class Section:
    key: str
    title: Label
    facts: list[Fact]
    note: Label = ""

    @property
    def stated(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.value]

    @property
    def unstated(self) -> list[Fact]:
        return [fact for fact in self.facts if not fact.value]


TITLES: dict[str, Label] = {
    "identity": _("Identity"),
    "address": _("Address and contact"),
    "people": _("People"),
    "size": _("Size"),
    "work": _("Work"),
    "money": _("Money"),
    "life": _("Life of the organisation"),
}


def label(name: str) -> Any:
    """The label of a field of the record, translated when it is shown."""
    return Organisation._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # never a reverse relation


def reason_label(name: str) -> Any:
    """The label of a field, or of a section that is kept in a table of its own, such as people."""
    return TITLES[name] if name in TITLES else label(name)


def founded(organisation: Organisation) -> str:
    """The date registered, no more exact than it is known."""
    if organisation.registered_on is None:
        return ""
    return format_founded(organisation.registered_on, organisation.registered_precision, language())  # type: ignore[arg-type]  # a column's text


def address_of(organisation: Organisation) -> str:
    """The postal address in one line, as a Thai letter writes it, or in English."""
    thai = language() == "th"
    parts = [
        (_("no. %s"), organisation.house_number),
        (_("village no. %s"), organisation.village_number),
        (_("lane %s"), organisation.lane),
        (_("%s road"), organisation.road),
    ]
    words = [str(pattern) % value for pattern, value in parts if value]
    for place in (organisation.subdistrict, organisation.district, organisation.province):
        if place is not None:
            words.append(place.full_name_th if thai else local_name(place))
    return (" " if thai else ", ").join([*words, *([organisation.postcode] if organisation.postcode else [])])


def sections(organisation: Organisation, terms: Terms, *, is_insider: bool) -> list[Section]:
    """All sections but people and money. `is_insider`: an office's reader, who sees notes and unpublished contact."""
    found = [
        Section("identity", TITLES["identity"], _identity(organisation, terms)),
        _address(organisation, with_contact=is_insider or organisation.contact_is_public),
        Section(
            "size",
            TITLES["size"],
            [
                Fact(label(name), as_number(getattr(organisation, name)))
                for name in ("staff_count", "social_worker_count", "volunteer_count", "member_count")
            ],
        ),
        Section("work", TITLES["work"], _work(organisation, terms)),
        Section("life", TITLES["life"], _life(organisation, is_insider=is_insider)),
    ]
    if is_insider:
        return found
    # What is not stated is a task for the offices, and nothing to read for anybody else.
    stated = [replace(section, facts=[fact for fact in section.facts if fact.value]) for section in found]
    return [section for section in stated if section.facts]


def _identity(organisation: Organisation, terms: Terms) -> list[Fact]:
    certification = Certification(organisation.certification)
    return [
        *_texts(organisation, "name_th", "name_en", "abbreviation"),
        Fact(label("former_names"), organisation.former_names, "list"),
        Fact(label("aliases"), organisation.aliases, "list"),
        Fact(label("legal_form"), terms.name(Taxonomy.LEGAL_FORM, organisation.legal_form)),
        *_texts(organisation, "registration_number", "registrar"),
        Fact(label("registered_on"), founded(organisation)),
        Fact(label("parent"), organisation.parent, "record"),
        Fact(_("Public-benefit certification (Act of B.E. 2546)"), certification.label),
        *(
            []
            if certification == Certification.NONE
            else [
                *_texts(organisation, "certificate_number"),
                Fact(label("certified_on"), as_date(organisation.certified_on, style="long")),
            ]
        ),
    ]


def _address(organisation: Organisation, *, with_contact: bool) -> Section:
    if not with_contact:
        places = [organisation.district, organisation.province]
        where = ", ".join(local_name(place) for place in places if place)
        note = _("The organisation asked not to publish its address and contact.")
        return Section("address", TITLES["address"], [Fact(_("Where it is"), where)], note)
    facts = [
        Fact(_("Address"), address_of(organisation)),
        *_texts(organisation, "phone", "fax"),
        Fact(label("email"), organisation.email, "email"),
        Fact(label("website"), organisation.website, "url"),
        Fact(label("social_pages"), organisation.social_pages, "urls"),
    ]
    if organisation.latitude is not None and organisation.longitude is not None:
        facts.append(Fact(_("Map point"), f"{organisation.latitude}, {organisation.longitude}"))
    return Section("address", TITLES["address"], facts)


def _work(organisation: Organisation, terms: Terms) -> list[Fact]:
    lists = (
        ("issues", Taxonomy.ISSUE),
        ("expertise", Taxonomy.EXPERTISE),
        ("targets", Taxonomy.TARGET),
        ("fields", Taxonomy.FIELD),
        ("modes", Taxonomy.MODE),
    )
    provinces = lookup.provinces().by_code
    area = [
        local_name({"name_th": provinces[code].name_th, "name_en": provinces[code].name_en})
        for code in organisation.area_provinces
        if code in provinces
    ]
    return [
        Fact(label("objectives"), organisation.objectives, "lines"),
        *(Fact(label(name), terms.names(taxonomy, getattr(organisation, name)), "list") for name, taxonomy in lists),
        Fact(label("level"), terms.name(Taxonomy.LEVEL, organisation.level)),
        Fact(label("area_provinces"), area, "list"),
        *(
            Fact(label(name), as_number(getattr(organisation, name)))
            for name in ("area_districts", "area_tambons", "area_villages")
        ),
    ]


def _life(organisation: Organisation, *, is_insider: bool) -> list[Fact]:
    return [
        Fact(label("status"), Status(organisation.status).label),
        *([] if organisation.status == Status.ACTIVE else _texts(organisation, "status_reason")),
        Fact(label("confirmed_on"), as_date(organisation.confirmed_on, style="long")),
        # Notes are the offices' own.
        *(
            [*_texts(organisation, "source_note"), Fact(label("note"), organisation.note, "lines")]
            if is_insider
            else []
        ),
    ]


def _texts(organisation: Organisation, *names: str) -> list[Fact]:
    return [Fact(label(name), getattr(organisation, name)) for name in names]


def people_facts(people: Iterable[Person]) -> list[Fact]:
    """The head and the coordinator. Personal data: whoever calls this has checked the right and logged the look."""
    found = []
    for person in people:
        reached = [part for part in (person.position, person.phone, person.mobile, person.email) if part]
        found.append(Fact(person.get_kind_display(), [str(person), *reached], "list"))
    return found
