"""The lists that administrators keep: a term is added, renamed, retired or merged, never deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from core import jobs
from organisations.choices import BulkKind, Taxonomy
from organisations.listing.triggers import MOST_TERMS
from organisations.models import BulkAction, Term
from organisations.tasks import run_bulk
from organisations.terms import current_terms, key_of

CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?")
# Assessments keep the criteria by which they were made, so criteria are retired, never merged.
NEVER_MERGED = frozenset({Taxonomy.CRITERION})


@transaction.atomic
def add_term(
    *,
    taxonomy: Taxonomy,
    code: str = "",
    name_th: str,
    name_en: str,
    sdgs: Sequence[int] = (),
    synonyms: Sequence[str] = (),
    by: Any,
) -> Term:
    """A new term at the end of its list, before its “other”. Without a `code` it gets the next fitting one.

    Raises PermissionDenied; ValidationError by field where the code or a name is taken.
    """
    require(by, Right.MANAGE_TAXONOMIES)
    held = list(Term.objects.select_for_update().filter(taxonomy=taxonomy).order_by("position", "code"))
    if len(held) >= MOST_TERMS:
        raise ValidationError(
            _("This list is full. It can hold %(most)s values, retired ones included."), params={"most": MOST_TERMS}
        )
    code = code or next_code(taxonomy, name_en, [term.code for term in held])
    if not CODE.fullmatch(code):
        raise ValidationError({"code": _("A code has letters, digits and dashes only, such as older-people.")})
    if code.lower() in {term.code.lower() for term in held}:
        raise ValidationError(
            {"code": _("This code is taken. A code is never used twice, also not that of a retired one.")}
        )
    _check_names(taxonomy, code, name_th, name_en)
    others = [term for term in held if term.code in ("other", "99")]
    position = min((term.position for term in others), default=max((term.position for term in held), default=0) + 1)
    with pghistory.context(user=by.pk, action="add_term"):
        for term in held:
            if term.position >= position:
                term.position += 1
                term.save()
        return Term.objects.create(
            taxonomy=taxonomy,
            code=code,
            name_th=name_th,
            name_en=name_en,
            sdgs=sorted(set(sdgs)),
            synonyms=list(synonyms),
            position=position,
            created_by=by,
            updated_by=by,
        )


def next_code(taxonomy: Taxonomy, name_en: str, held: Sequence[str]) -> str:
    """The code that a new term gets by itself: the next number of numbered lists, else its English name."""
    if taxonomy in (Taxonomy.ISSUE, Taxonomy.EXPERTISE):
        before = "E" if taxonomy == Taxonomy.EXPERTISE else ""
        numbers = [int(code.removeprefix(before)) for code in held if code.removeprefix(before).isdigit()]
        # 99 is the last of its list whatever comes before it.
        following = max((number for number in numbers if number < 99), default=0) + 1
        return f"{before}{following if following < 99 else max(numbers) + 1:02}"
    base = slugify(name_en)[:36].strip("-") or str(taxonomy)
    taken = {code.lower() for code in held}
    return next(code for code in [base, *(f"{base}-{number}" for number in range(2, 1000))] if code not in taken)


@transaction.atomic
def change_term(
    *,
    term: Term,
    name_th: str,
    name_en: str,
    sdgs: Sequence[int],
    synonyms: Sequence[str],
    position: int,
    reason: str = "",
    by: Any,
) -> Term:
    """Rename or reorder a term. Its code stays, and a name that it had is understood ever after.

    Raises PermissionDenied, ValidationError by field.
    """
    require(by, Right.MANAGE_TAXONOMIES)
    row = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    _check_names(Taxonomy(row.taxonomy), row.code, name_th, name_en)
    former = [old for old, new in ((row.name_th, name_th), (row.name_en, name_en)) if old and old != new]
    now = {key_of(name_th), key_of(name_en)}
    kept = {key_of(text): text for text in [*synonyms, *former] if key_of(text) not in now}
    row.name_th, row.name_en, row.position = name_th, name_en, position
    row.sdgs, row.synonyms = sorted(set(sdgs)), list(kept.values())
    return _save(row, "change_term", by, reason)


@transaction.atomic
def retire_term(*, term: Term, reason: str = "", by: Any) -> Term:
    """No longer offered; the records that hold it keep it, and lists can still be filtered by it."""
    require(by, Right.MANAGE_TAXONOMIES)
    row = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if row.retired_at is None:
        row.retired_at = timezone.now()
        _save(row, "retire_term", by, reason)
    return row


@transaction.atomic
def restore_term(*, term: Term, reason: str = "", by: Any) -> Term:
    """Offered again. Raises ValidationError for a term that was merged: that is undone where it was done."""
    require(by, Right.MANAGE_TAXONOMIES)
    row = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if row.merged_into_id is not None:
        raise ValidationError(_("This value was merged into another. Undo the merger instead."))
    if row.retired_at is not None:
        _check_names(Taxonomy(row.taxonomy), row.code, row.name_th, row.name_en)
        row.retired_at = None
        _save(row, "restore_term", by, reason)
    return row


@transaction.atomic
def merge_terms(*, term: Term, into: Term, reason: str = "", by: Any) -> BulkAction:
    """Let `into` take the place of `term` on every record, by a worker; addresses, filters and files with the old code
    or name mean `into` from now on.

    Raises PermissionDenied, ValidationError where these two cannot be merged.
    """
    require(by, Right.MANAGE_TAXONOMIES)
    rows = {row.pk: row for row in Term.objects.select_for_update(of=("self",)).filter(pk__in=[term.pk, into.pk])}
    row, target = rows[term.pk], rows[into.pk]
    if row.taxonomy in NEVER_MERGED or row.taxonomy != target.taxonomy or row.pk == target.pk:
        raise ValidationError({"into": _("These two values cannot be merged. Choose another one.")})
    if row.merged_into_id is not None or target.retired_at is not None:
        raise ValidationError({"into": _("One of these values is no longer used. Choose one that is.")})
    retired_at = row.retired_at
    row.merged_into, row.retired_at = target, retired_at or timezone.now()
    _save(row, "merge_term", by, reason)
    action = BulkAction.objects.create(
        owner=by,
        kind=BulkKind.MERGE_TERM,
        parameters={
            "taxonomy": row.taxonomy,
            "code": row.code,
            "into": target.code,
            "retired_at": retired_at.isoformat() if retired_at else None,
        },
        why=reason[:300],
    )
    jobs.enqueue(action, run_bulk)
    return action


def _save(row: Term, action: str, by: Any, reason: str) -> Term:
    row.updated_by = by
    with pghistory.context(user=by.pk, action=action, reason=reason):
        row.save()
    return row


def _check_names(taxonomy: Taxonomy, code: str, name_th: str, name_en: str) -> None:
    """No other term in use has one of these names."""
    terms = current_terms()
    for field, name in (("name_th", name_th), ("name_en", name_en)):
        for other in terms.current(taxonomy):
            if other.code != code and key_of(name) in (key_of(other.name_th), key_of(other.name_en)):
                raise ValidationError({field: _("Another value of the list has this name. Choose another name.")})
