"""KPI records and typed values as they stood at a moment, read from the history that the database keeps of them.

A row of history has the same fields as its record, so the same conditions find it. `pgh_obj_id` is the record's key.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from indicators.models import NetworkMember, Record
from organisations.models import Merge, Organisation


def events_of(model: type[Any]) -> QuerySet[Any]:
    """All history of a tracked model."""
    history: Any = model._meta.get_field("events").related_model
    found: QuerySet[Any] = history._base_manager.all()
    return found


def as_it_stood(model: type[Any], at: datetime) -> QuerySet[Any]:
    """The last event of every row of a tracked model that there was at a moment, that moment included."""
    until = events_of(model).filter(pgh_created_at__lte=at)
    last = until.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values("pgh_id")
    return events_of(model).filter(pgh_id__in=last).exclude(pgh_label="delete")


def standing_at(model: type[Record], at: datetime) -> QuerySet[Any]:
    """The records of a kind that counted at a moment: entered by then, and not withdrawn by then."""
    return as_it_stood(model, at).filter(withdrawn_at=None)


def touched_since(model: type[Any], at: datetime) -> QuerySet[Any]:
    """Keys of the rows that were entered or changed in any way after a moment."""
    return events_of(model).filter(pgh_created_at__gt=at).order_by().values("pgh_obj_id").distinct()


def merged_organisations(at: datetime | None = None) -> QuerySet[Any]:
    """(key, key of the one it was merged into) of all that were merged; as of `at` perhaps into None.

    Hardly any organisation was ever merged: only these are looked up, and the table of all is not read.
    """
    if at is None:
        return Organisation.objects.exclude(merged_into=None).order_by().values_list("pk", "merged_into")
    until = events_of(Organisation).filter(
        pgh_created_at__lte=at, pgh_obj__in=Merge.objects.order_by().values("merged")
    )
    last = until.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return last.values_list("pgh_obj_id", "merged_into_id")


def revived(model: type[Any], events: Iterable[Any]) -> list[Any]:
    """Rows of history as records that read as they did then; they are shown, never saved."""
    records = []
    for event in events:
        record = model(**{field.attname: getattr(event, field.attname) for field in model._meta.concrete_fields})
        record.pk = event.pgh_obj_id
        for field in model._meta.concrete_fields:
            # What was read along with the event is the record's as well.
            if field.is_relation and field.is_cached(event):
                setattr(record, field.name, getattr(event, field.name))
        records.append(record)
    return records


def with_members_at(networks: list[Any], at: datetime) -> list[Any]:
    """The networks, each with the member organisations that it had at a moment."""
    rows = as_it_stood(NetworkMember, at).filter(network__in=[network.pk for network in networks])
    members: dict[int, list[int]] = {}
    for network, organisation in rows.values_list("network_id", "organisation_id"):
        members.setdefault(network, []).append(organisation)
    known = Organisation.objects.in_bulk({pk for some in members.values() for pk in some})
    for network in networks:
        found = [known[pk] for pk in sorted(members.get(network.pk, [])) if pk in known]
        network._prefetched_objects_cache = {"members": found}
    return networks
