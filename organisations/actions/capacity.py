"""Capacity assessments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from organisations.choices import Taxonomy
from organisations.models import CapacityAssessment, Organisation
from organisations.permissions import require_edit
from organisations.terms import current_terms


@transaction.atomic
def assess(
    *,
    organisation: Organisation,
    assessed_on: date,
    assessor: str,
    level: str,
    scores: Mapping[str, int],
    by: Any,
) -> CapacityAssessment:
    """One assessment: `scores` by criterion code, each 1–4. The record's level is that of its latest assessment.

    Raises PermissionDenied outside the user's provinces, ValidationError for an unknown level, criterion or score.
    """
    row = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    require_edit(by, row.province_id)
    terms = current_terms()
    known = terms.of(Taxonomy.CRITERION)
    if level not in terms.of(Taxonomy.CAPACITY) or any(
        code not in known or score not in (1, 2, 3, 4) for code, score in scores.items()
    ):
        raise ValidationError(_("Choose a level, and scores from 1 to 4."))
    with pghistory.context(user=by.pk, action="assess"):
        assessment = CapacityAssessment.objects.create(
            organisation=row,
            assessed_on=assessed_on,
            assessor=assessor,
            level=level,
            scores=dict(scores),
            created_by=by,
            updated_by=by,
        )
        latest = row.assessments.first()
        if latest is not None and latest.level != row.capacity_level:
            row.capacity_level = latest.level
            row.version += 1
            row.updated_by = by
            row.save()
    return assessment
