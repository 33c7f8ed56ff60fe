"""Which rows of a plan cannot be left out, because something outside its document hangs on them."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models

from plans.models import Progress


def kept_elsewhere(rows: models.QuerySet[Any]) -> list[Any]:
    """Those of the rows that something outside the document hangs on: reports, or what other rooms keep of them."""
    model: type[models.Model] = rows.model
    kept: dict[Any, Any] = {}
    for relation in model._meta.related_objects:
        other = relation.related_model
        if not isinstance(other, type) or issubclass(other, pghistory.models.Event):
            continue
        if other._meta.app_label != "plans" or other is Progress:
            holders = other._default_manager.values(relation.field.attname)
            kept |= {row.pk: row for row in rows.filter(pk__in=holders)}
    return list(kept.values())
