"""The columns a reader may choose for the list: what each shows, what it reads, and for whom it is.

The name always stands first and is no column to choose. A column that the reader may not see is neither offered nor
shown, whoever's address asks for it. Columns of people are personal data: each page of them is a look on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from core.formats import as_date, as_number, language, once_a_language
from core.names import in_reader_language
from organisations.badges import CERTIFICATION_KINDS, STATE_KINDS, STATUS_KINDS
from organisations.choices import Certification, PersonKind, State, Status, Taxonomy
from organisations.models import Organisation, Person
from organisations.permissions import in_scope
from organisations.querysets import OrganisationQuerySet
from organisations.search import Understanding
from organisations.search.why import COLUMNS as WHY_COLUMNS
from organisations.terms import Terms
from places import lookup
from thai.dates import format_founded

Badge = tuple[str, str]


@dataclass(slots=True)
class Shown:
    """What a cell says: a text with `more` behind it that are only counted, or badges (kind, word)."""

    text: str = ""
    more: int = 0
    badges: Sequence[Badge] = ()


@dataclass(frozen=True)
class Reading:
    """What the cells of one page need besides the organisations. `people`: by organisation's key and kind."""

    user: Any
    terms: Terms
    wanted: Sequence[str] = ()
    people: Mapping[tuple[int, str], Person] = field(default_factory=dict)

    @cached_property
    def tongue(self) -> str:
        """The reader's language, asked for once."""
        return language()

    def named(self, taxonomy: Taxonomy, codes: Iterable[str]) -> list[str]:
        """Names of terms in the reader's language; the code itself where the list has none."""
        known = self.terms.names_in(taxonomy, self.tongue)
        return [known.get(code, code) for code in codes]

    @cached_property
    def is_insider(self) -> bool:
        return has_right(self.user, Right.VIEW_UNPUBLISHED)


# Of an organisation, or of what another list holds.
Show = Callable[[Any, Reading], Shown]


@dataclass(frozen=True)
class ListColumn:
    """`fields` are what it reads of the organisation; `sort` is one of ORDERS; `needs` the right to see it."""

    key: str
    label: str | Promise
    fields: tuple[str, ...]
    show: Show
    sort: str = ""
    numeric: bool = False
    needs: Right | None = None
    personal: bool = False

    def is_for(self, user: Any) -> bool:
        return self.needs is None or has_right(user, self.needs)


@once_a_language
def place_of(province_id: str, district_id: str | None) -> str:
    """The district and the province, in the reader's language."""
    names = [lookup.districts().by_code.get(district_id or ""), lookup.provinces().by_code.get(province_id)]
    return ", ".join(in_reader_language(row.name_th, row.name_en) for row in names if row)


def _place(organisation: Organisation, reading: Reading) -> Shown:
    return Shown(place_of(organisation.province_id, organisation.district_id, tongue=reading.tongue))


def _issues(organisation: Organisation, reading: Reading) -> Shown:
    """Two are named, those asked for first; the others are counted."""
    codes = sorted(organisation.issues, key=lambda code: code not in reading.wanted)
    names = reading.named(Taxonomy.ISSUE, codes[:2])
    return Shown(" · ".join(names), max(0, len(codes) - 2))


@once_a_language
def _word(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label)


def _state(organisation: Organisation, reading: Reading) -> Shown:
    status = (STATUS_KINDS[organisation.status], _word(Status, organisation.status, tongue=reading.tongue))
    if not reading.is_insider:
        return Shown(badges=[status])
    state = (STATE_KINDS[organisation.state], _word(State, organisation.state, tongue=reading.tongue))
    return Shown(badges=[state] if organisation.status == Status.ACTIVE else [state, status])


def _certification(organisation: Organisation, reading: Reading) -> Shown:
    if organisation.certification == Certification.NONE:
        return Shown()
    step = Certification(organisation.certification)
    return Shown(badges=[(CERTIFICATION_KINDS[step], str(step.label))])


def _founded(organisation: Organisation, reading: Reading) -> Shown:
    if organisation.registered_on is None:
        return Shown()
    return Shown(format_founded(organisation.registered_on, organisation.registered_precision, language()))  # type: ignore[arg-type]  # a column's text


def _responsible(organisation: Organisation, reading: Reading) -> Shown:
    return Shown(str(organisation.responsible) if organisation.responsible else "")


def _terms(name: str, taxonomy: Taxonomy) -> Show:
    def show(organisation: Organisation, reading: Reading) -> Shown:
        codes = getattr(organisation, name)
        codes = codes if isinstance(codes, list) else [codes] if codes else []
        return Shown(" · ".join(reading.named(taxonomy, codes[:3])), max(0, len(codes) - 3))

    return show


def _text(name: str) -> Show:
    return lambda organisation, reading: Shown(getattr(organisation, name))


def _contact(name: str) -> Show:
    """Public, unless the organisation asks otherwise."""

    def show(organisation: Organisation, reading: Reading) -> Shown:
        return Shown(getattr(organisation, name) if reading.is_insider or organisation.contact_is_public else "")

    return show


def _number(name: str) -> Show:
    return lambda organisation, reading: Shown(as_number(getattr(organisation, name)))


def _day(name: str) -> Show:
    return lambda organisation, reading: Shown(
        as_date(getattr(organisation, name), style="short", tongue=reading.tongue)
    )


def _person(kind: PersonKind, *parts: str) -> Show:
    def show(organisation: Organisation, reading: Reading) -> Shown:
        person = reading.people.get((organisation.pk, kind))
        if person is None or not in_scope(reading.user, organisation.province_id):
            return Shown()
        return Shown(" · ".join(str(person) if part == "name" else getattr(person, part) for part in parts).strip(" ·"))

    return show


def _label(name: str) -> Any:
    return Organisation._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # never a reverse relation


_PEOPLE = Right.VIEW_PERSONAL_DATA
_OFFICES = Right.VIEW_UNPUBLISHED
_CONTACT = ("contact_is_public",)
ALL: dict[str, ListColumn] = {
    column.key: column
    for column in (
        ListColumn("place", _("Where it is"), ("province_id", "district_id"), _place, sort="province"),
        ListColumn("issues", _("Issue areas"), ("issues",), _issues),
        ListColumn("members", _("Members"), ("member_count",), _number("member_count"), sort="members", numeric=True),
        ListColumn("state", _("Status"), ("state", "status"), _state),
        ListColumn("updated", _("Changed"), ("updated_at",), _day("updated_at"), sort="updated"),
        ListColumn("expertise", _("Expertise"), ("expertise",), _terms("expertise", Taxonomy.EXPERTISE)),
        ListColumn("targets", _("Target groups"), ("targets",), _terms("targets", Taxonomy.TARGET)),
        ListColumn("fields", _("Fields of service"), ("fields",), _terms("fields", Taxonomy.FIELD)),
        ListColumn("level", _("Level of operation"), ("level",), _terms("level", Taxonomy.LEVEL)),
        ListColumn("capacity", _("Capacity level"), ("capacity_level",), _terms("capacity_level", Taxonomy.CAPACITY)),
        ListColumn("certification", _("Certification"), ("certification",), _certification),
        ListColumn("number", _("Registration number"), ("registration_number",), _text("registration_number")),
        ListColumn("founded", _("Date registered or started"), ("registered_on", "registered_precision"), _founded),
        ListColumn("phone", _label("phone"), ("phone", *_CONTACT), _contact("phone")),
        ListColumn("email", _label("email"), ("email", *_CONTACT), _contact("email")),
        ListColumn("website", _label("website"), ("website", *_CONTACT), _contact("website")),
        ListColumn("staff", _label("staff_count"), ("staff_count",), _number("staff_count"), numeric=True),
        ListColumn(
            "volunteers", _label("volunteer_count"), ("volunteer_count",), _number("volunteer_count"), numeric=True
        ),
        ListColumn("confirmed", _("Last confirmed"), ("confirmed_on",), _day("confirmed_on")),
        ListColumn(
            "responsible",
            _label("responsible"),
            ("responsible__name", "responsible__username"),
            _responsible,
            needs=_OFFICES,
        ),
        ListColumn("head", _("Head"), (), _person(PersonKind.HEAD, "name"), needs=_PEOPLE, personal=True),
        ListColumn(
            "coordinator",
            _("Coordinator"),
            (),
            _person(PersonKind.COORDINATOR, "name", "phone"),
            needs=_PEOPLE,
            personal=True,
        ),
    )
}
DEFAULT = ("place", "issues", "members", "state", "updated")
# What the row's own heading reads: the name, the form and the code.
ALWAYS = ("id", "code", "name_th", "name_en", "legal_form", "province_id")


def offered(user: Any, columns: Mapping[str, ListColumn] = ALL) -> list[ListColumn]:
    """Every column that this reader may choose."""
    return [column for column in columns.values() if column.is_for(user)]


def chosen(
    keys: Iterable[Any], user: Any, columns: Mapping[str, ListColumn] = ALL, first: Sequence[str] = DEFAULT
) -> list[ListColumn]:
    """The columns of `keys` that exist and that this reader may see; those of `first` where none is left."""
    known = {column.key: column for column in offered(user, columns)}
    found = [known[key] for key in dict.fromkeys(key for key in keys if isinstance(key, str)) if key in known]
    return found or [known[key] for key in first if key in known]


def fields_of(columns: Iterable[ListColumn], asked: Understanding | None = None) -> list[str]:
    """All that the rows of the list show of an organisation; the rest of the record is not read."""
    matched = WHY_COLUMNS if asked and asked.asks else ()
    return list(dict.fromkeys([*ALWAYS, *matched, *(name for column in columns for name in column.fields)]))


def read(found: OrganisationQuerySet, columns: Iterable[ListColumn]) -> OrganisationQuerySet:
    """`found` with the fields of the columns."""
    names = fields_of(columns)
    relations = sorted({name.partition("__")[0] for name in names if "__" in name})
    found = found.only(*names)
    return found.select_related(*relations) if relations else found


def people_of(
    organisations: Iterable[Model], columns: Iterable[ListColumn], user: Any
) -> dict[tuple[int, str], Person]:
    """The people that the columns show, one question; {} where no column shows any, or the reader may see none."""
    if not any(column.personal for column in columns):
        return {}
    mine = [row.pk for row in organisations if in_scope(user, row.province_id)]  # type: ignore[attr-defined]  # organisations
    people = Person.objects.filter(organisation_id__in=mine)
    return {(person.organisation_id, person.kind): person for person in people}
