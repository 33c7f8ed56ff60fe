"""The records behind a figure as rows of a table: each as it was when it was counted, whatever became of it since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.formats import as_date, as_number
from core.navigation import address
from indicators.kinds import KINDS, Kind
from indicators.tables import Cell, Link, Row, Table, counted_as, related, table
from organisations.choices import Taxonomy
from organisations.models import Organisation
from organisations.terms import current_terms
from reports.frozen.finding import at_versions
from reports.frozen.lists import Rows

# Their version is the number that the row itself keeps, not that of an event.
NUMBERED = frozenset({"plans.progress", "plans.supportingpart"})


@dataclass(frozen=True)
class _Column:
    label: Any
    of: Callable[[Any], list[Link]]
    numeric: bool = False
    short: bool = False  # kept on one line


def shown(model: str, rows: Rows, user: Any, figure: str = "") -> Table:
    """The table of a page of records behind a kind of `figure`. Rows that have no history are shown as they stand."""
    kind = next((kind for kind in KINDS.values() if kind.model._meta.label_lower == model), None)
    records = _in_order(_records(model, rows, kind), rows)
    if kind is not None:
        return table(kind, records, user)
    columns = _SENT if figure == "d" else _COLUMNS[model]
    lines = []
    for record in records:
        cells = [Cell(column.label, column.of(record), column.numeric, column.short) for column in columns]
        lines.append(Row(record, cells[0], cells[1:], ""))
    return Table([Cell(column.label, [], column.numeric) for column in columns], lines)


def _records(model: str, rows: Rows, kind: Kind | None) -> list[Any]:
    of: type[Any] = apps.get_model(model)
    known = [row for row in rows if row[1] is not None]
    events = _events(of, model, known)
    joined = related(kind, events, history=True) if kind else events.select_related(*_JOINED.get(model, ()))
    records = _revived(of, joined)
    if kind is not None and kind.slug == "networks":
        for record in records:
            # Its members are no part of the figure.
            record._prefetched_objects_cache = {"members": []}
    unknown = [row[0] for row in rows if row[1] is None]
    return [*records, *of._base_manager.filter(pk__in=unknown)] if unknown else records


def _revived(of: type[Any], events: Any) -> list[Any]:
    """Rows of history as records: only of what their history keeps, which is all that is shown of them."""
    kept = {field.attname for field in events.model._meta.concrete_fields}
    fields = [field for field in of._meta.concrete_fields if field.attname in kept and not field.primary_key]
    records = []
    for event in events:
        record = of(**{field.attname: getattr(event, field.attname) for field in fields})
        record.pk = event.pgh_obj_id
        for field in fields:
            if field.is_relation and field.is_cached(event):
                setattr(record, field.name, getattr(event, field.name))
        records.append(record)
    return records


def _events(of: type[Any], model: str, rows: Rows) -> Any:
    if model not in NUMBERED:
        return at_versions(of, rows)
    wanted = {(pk, version) for pk, version in rows}
    history = of._meta.get_field("events").related_model._base_manager
    found = {
        (event["pgh_obj_id"], event["version"]): event["pgh_id"]
        for event in history.filter(pgh_obj_id__in=[pk for pk, _version in rows])
        .order_by("pgh_id")
        .values("pgh_id", "pgh_obj_id", "version")
    }
    return history.filter(pgh_id__in=[found[key] for key in wanted if key in found])


def _in_order(records: list[Any], rows: Rows) -> list[Any]:
    place = {row[0]: at for at, row in enumerate(rows)}
    return sorted(records, key=lambda record: place[record.pk])


def _text(name: str) -> Callable[[Any], list[Link]]:
    return lambda record: [Link(str(getattr(record, name) or ""))]


def _choice(name: str) -> Callable[[Any], list[Link]]:
    return lambda record: [Link(str(getattr(record, f"get_{name}_display")() or ""))]


def _number(name: str) -> Callable[[Any], list[Link]]:
    def written(record: Any) -> list[Link]:
        value = getattr(record, name)
        return [Link("–" if value is None else as_number(value))]

    return written


def _day(name: str) -> Callable[[Any], list[Link]]:
    return lambda record: [Link(as_date(getattr(record, name), style="short"))]


def _sent_on(record: Any) -> list[Link]:
    sent = record.submitted_at
    return [Link(as_date(timezone.localdate(sent), style="short") if sent else "–")]


def _form(record: Organisation) -> list[Link]:
    terms = current_terms().of(Taxonomy.LEGAL_FORM)
    return [Link(str(terms[record.legal_form].name) if record.legal_form in terms else record.legal_form)]


def _project(record: Any) -> list[Link]:
    node = record.node
    where = address("plans:progress", node.plan.code, node.number, record.period)
    return [Link(f"{node.number} {node.name}", where)]


def _typed(record: Any) -> list[Link]:
    return [Link(counted_as(None, record))]


PROVINCE = _Column(_("Province"), lambda record: [Link(record.province.name if record.province else "")])

_JOINED = {
    "organisations.organisation": ("province",),
    "plans.progress": ("node__plan",),
    "plans.supportingpart": ("node__plan", "agency"),
    "indicators.value": ("province",),
    "forum.followup": ("proposal__forum",),
    "reports.provinceyear": ("province",),
}
# Whether a report was sent is told of those too that nobody has accepted yet; what they say is not.
_SENT = [
    _Column(_("Project"), _project),
    _Column(_("Period"), _text("period"), short=True),
    _Column(_("State"), _choice("state"), short=True),
    _Column(_("Sent on"), _sent_on, short=True),
]
_COLUMNS: dict[str, list[_Column]] = {
    "organisations.organisation": [
        _Column(_("Organisation"), lambda record: [Link(record.name, address("organisations:detail", record.code))]),
        _Column(_("Registry code"), _text("code"), short=True),
        PROVINCE,
        _Column(_("Legal form"), _form),
        _Column(_("Status"), _choice("status"), short=True),
    ],
    "plans.progress": [
        _Column(_("Project"), _project),
        _Column(_("Period"), _text("period"), short=True),
        _Column(_("Status"), _choice("status"), short=True),
        _Column(_("Percent complete"), _number("percent"), numeric=True),
        _Column(_("Received"), _number("received"), numeric=True),
        _Column(_("Disbursed"), _number("disbursed"), numeric=True),
    ],
    "plans.supportingpart": [
        _Column(_("Project"), _project),
        _Column(_("Supporting agencies"), lambda record: [Link(str(record.agency.name))]),
        _Column(_("Progress"), _text("progress")),
        _Column(_("Outputs"), _text("outputs")),
    ],
    "indicators.value": [
        PROVINCE,
        _Column(_("Period"), _text("period"), short=True),
        _Column(_("Figure"), _typed, numeric=True),
    ],
    "forum.followup": [
        _Column(_("Proposal"), lambda record: [Link(str(record.proposal.number))]),
        _Column(_("Date"), _day("on"), short=True),
        _Column(_("Status"), _choice("status"), short=True),
        _Column(_("Follow-up"), _text("text")),
    ],
    "reports.provinceyear": [
        PROVINCE,
        _Column(_("What was achieved"), _text("achievements")),
        _Column(_("Constraints"), _text("constraints_text")),
        _Column(_("Proposals to the committee"), _text("proposals")),
    ],
}


def changed_since(model: str, rows: Rows) -> int:
    """How many of these records have been changed after they were counted."""
    if not rows:
        return 0
    of: type[Any] = apps.get_model(model)
    version: Any = "version" if model in NUMBERED else "pgh_id"
    history = of._meta.get_field("events").related_model._base_manager
    latest = history.filter(pgh_obj_id__in=[row[0] for row in rows]).order_by().values_list("pgh_obj_id")
    now = dict(latest.annotate(latest=Max(version)))
    return sum(row[1] is not None and now.get(row[0], row[1]) > row[1] for row in rows)
