"""How records of each kind are listed: columns, and cells that lead to organisations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.formats import as_date, as_number
from core.navigation import address
from indicators.figures.restated import Reason
from indicators.kinds import Kind
from indicators.permissions import may_edit_in
from organisations.models import Organisation


@dataclass(frozen=True)
class Link:
    text: str
    url: str = ""


@dataclass(frozen=True)
class Cell:
    """One or several texts, each perhaps a link; none is "not stated"."""

    label: Promise | str
    links: Sequence[Link]
    numeric: bool = False
    short: bool = False  # a date or one word, kept on one line
    folded: bool = False  # several, shown when asked for


@dataclass(frozen=True)
class Row:
    record: Any
    head: Cell
    cells: Sequence[Cell]
    edit_url: str
    evidence: Sequence[Any] = ()


@dataclass(frozen=True)
class Table:
    headings: Sequence[Cell]
    rows: Sequence[Row]
    slug: str = ""


@dataclass(frozen=True)
class Column:
    label: Promise
    links: Callable[[Any, frozenset[int]], list[Link]]
    numeric: bool = False
    short: bool = False
    folded: bool = False


def table(kind: Kind, records: Iterable[Any], user: Any) -> Table:
    """Rows of the records, which must come with `related(kind)`; links only where the reader may follow them."""
    records = list(records)
    columns = COLUMNS[kind.slug]
    open_to = _open_to(user, records)
    rows = []
    for record in records:
        cells = [_cell(column, record, open_to) for column in columns]
        editable = may_edit_in(user, record.province_id) and not record.withdrawn_at
        edit_url = address("indicators:record_edit", kind.slug, record.pk) if editable else ""
        # Records as they stood on a day come without: files are kept as they are now.
        evidence = getattr(record, "_prefetched_objects_cache", {}).get("evidence", ())
        rows.append(Row(record, cells[0], cells[1:], edit_url, evidence))
    return Table([Cell(column.label, [], column.numeric) for column in columns], rows, kind.slug)


def related(kind: Kind, records: Any, *, history: bool = False) -> Any:
    """The records (or rows of their history, which have no members) with all that their table shows, newest first."""
    joins = {
        "seats": ["organisation", "province"],
        "support": ["organisation", "province"],
        "laws": ["agency", "province"],
        "systems": ["owner", "province"],
        "networks": ["province"],
    }[kind.slug]
    begins = getattr(kind.measure, "begins", None) or getattr(kind.measure, "dated", "")
    found = records.select_related(*joins).order_by(f"-{begins}", "-pk")
    if history:
        return found
    return found.prefetch_related("evidence", *(["members"] if kind.slug == "networks" else []))


def _open_to(user: Any, records: Sequence[Any]) -> frozenset[int]:
    """Ids of the organisations of these records that the reader may open."""
    wanted = {record.organisation_id for record in records if hasattr(record, "organisation_id")}
    wanted |= {member.pk for record in records if hasattr(record, "members") for member in record.members.all()}
    if not wanted:
        return frozenset()
    return frozenset(Organisation.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True))


def _cell(column: Column, record: Any, open_to: frozenset[int]) -> Cell:
    links = [link for link in column.links(record, open_to) if link.text]
    return Cell(column.label, links, column.numeric, column.short, column.folded and len(links) > 1)


def _organisation(one: Organisation, open_to: frozenset[int]) -> Link:
    return Link(one.name, address("organisations:detail", one.code) if one.pk in open_to else "")


def _plain(name: str) -> Callable[[Any, frozenset[int]], list[Link]]:
    return lambda record, _open: [Link(str(getattr(record, name)))]


def _choice(name: str) -> Callable[[Any, frozenset[int]], list[Link]]:
    return lambda record, _open: [Link(str(getattr(record, f"get_{name}_display")()))]


def _day(name: str) -> Callable[[Any, frozenset[int]], list[Link]]:
    return lambda record, _open: [Link(as_date(getattr(record, name), style="short"))]


def _active(record: Any, _open: frozenset[int]) -> list[Link]:
    """First and last day, on two lines."""
    begins, ends = (as_date(day, style="short") for day in (record.active_from, record.active_to))
    return [Link(f"{begins} –"), Link(ends)]


PROVINCE = Column(
    _("Province"), lambda record, _open: [Link(record.province.name if record.province else "")], short=True
)
ORGANISATION = Column(_("Organisation"), lambda record, open_to: [_organisation(record.organisation, open_to)])

COLUMNS: dict[str, list[Column]] = {
    "seats": [
        ORGANISATION,
        Column(_("Committee"), _plain("committee")),
        Column(_("Level"), _choice("level"), short=True),
        PROVINCE,
        Column(_("From"), _day("from_on"), short=True),
        Column(_("To"), _day("to_on"), short=True),
    ],
    "support": [
        ORGANISATION,
        Column(_("Given by"), _plain("source")),
        Column(_("Source sector"), _choice("sector")),
        Column(_("Kind"), _choice("kind")),
        PROVINCE,
        Column(_("Date received"), _day("received_on"), short=True),
        Column(_("Baht"), lambda record, _open: [Link(as_number(record.amount))], numeric=True),
    ],
    "laws": [
        Column(_("Title of the law, rule or measure"), _plain("title")),
        Column(_("Kind"), _choice("kind")),
        Column(_("New or amended"), _choice("change")),
        Column(_("Agency"), _plain("agency")),
        Column(_("Reference"), _plain("reference")),
        PROVINCE,
        Column(_("Date in force"), _day("in_force_on"), short=True),
    ],
    "systems": [
        Column(_("Name"), lambda record, _open: [Link(record.name, record.link)]),
        Column(_("Kind"), _choice("kind")),
        Column(_("Owner"), _plain("owner")),
        PROVINCE,
        Column(_("In service since"), _day("in_service_on"), short=True),
        Column(_("Out of service since"), _day("out_of_service_on"), short=True),
    ],
    "networks": [
        Column(_("Name"), _plain("name")),
        Column(_("Form of coming together"), _choice("form")),
        Column(_("Level"), _choice("level"), short=True),
        Column(
            _("Member organisations"),
            lambda record, open_to: [_organisation(member, open_to) for member in record.members.all()],
            folded=True,
        ),
        PROVINCE,
        Column(_("Time of activity"), _active, short=True),
    ],
}


REASONS = {
    Reason.ENTERED: _("Entered after the period was closed"),
    Reason.WITHDRAWN: _("Withdrawn afterwards"),
    Reason.COUNTS_NOW: _("Changed, and counts now"),
    Reason.COUNTS_NO_MORE: _("Changed, and counts no more"),
    Reason.CHANGED: _("Content was changed"),
}


def counted_as(kind: Kind | None, record: Any | None) -> str:
    """What a record stands for in its figure, in words; "" where it does not count."""
    if record is None:
        return ""
    if kind is None:
        return _typed_content(record)
    if kind.measure.counts == "amount":
        return as_number(record.amount)
    if kind.measure.counts == "kind":
        return str(record.get_kind_display())
    return str(record.organisation.name) if kind.measure.counts else "1"


def _typed_content(value: Any) -> str:
    if value.numerator is not None:
        return f"{as_number(value.numerator)} / {as_number(value.denominator)}"
    if value.number is not None:
        return as_number(value.number)
    if value.reached is not None:
        return gettext("Reached") if value.reached else gettext("Not reached")
    return str(value.text)
