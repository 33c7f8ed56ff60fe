"""From checked rows to whole rows of organisations that are changed, batch by batch, before any lock is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from core.jobs import report_progress
from imports.applying import tables
from imports.batches import batched
from imports.models import Import, ImportRow, Verdict
from organisations.choices import PersonKind, State
from organisations.keys import keys_of
from organisations.models import Organisation, Person, YearlyBudget
from thai.periods import Period

BATCH = 1000
FOREIGN = {"province": "province_id", "district": "district_id", "subdistrict": "subdistrict_id"}

_ORGANISATION = tables.attnames(Organisation)
_PERSON = tables.attnames(Person)
_BUDGET = tables.attnames(YearlyBudget)
_PERSON_DETAILS = ("title", "name", "position", "phone", "mobile", "email")

Values = dict[str, Any]


class StaleError(Exception):
    """The registry is no longer what the preview showed."""


def prepare(imported: Import) -> None:
    """Fill the session's tables with everything that the commit changes. Raises StaleError, JobCancelled."""
    tables.create()
    every = ImportRow.objects.to_write(imported)
    rows = every.to_change(imported).order_by("number")
    report_progress(imported, done=0, total=every.count(), stage="preparing")
    done = 0
    for some in batched(rows.defer("raw", "problems", "changes").iterator(chunk_size=BATCH), BATCH):
        Batch(imported).lay_out(some)
        done += len(some)
        report_progress(imported, done=done)


class Batch:
    """Some rows of an import that change organisations, on their way into the session's tables."""

    def __init__(self, imported: Import) -> None:
        self.imported = imported
        self.now = timezone.now()
        self.fiscal_year = Period.of(timezone.localdate(), halves=False).year
        self.stamp: Values = {
            "created_at": self.now,
            "updated_at": self.now,
            "created_by_id": imported.owner_id,
            "updated_by_id": imported.owner_id,
        }

    def lay_out(self, rows: Sequence[ImportRow]) -> None:
        if any(row.verdict == Verdict.CHANGED and row.organisation_id is None for row in rows):
            # The import that had added it was undone meanwhile.
            raise StaleError
        written = [(int(row.organisation_id), row) for row in rows if row.organisation_id]
        self._lay_out_changed([row for _pk, row in written])
        known = [pk for pk, _row in written]
        tables.fill(tables.PEOPLE, _PERSON[1:], self._people(written, known))
        tables.fill(tables.BUDGETS, _BUDGET[1:], self._budgets(written, known))

    def _lay_out_changed(self, rows: Sequence[ImportRow]) -> None:
        """The organisations as they are, with the row's values over them."""
        pks = [int(row.organisation_id or 0) for row in rows]
        current = {values["id"]: values for values in Organisation.objects.filter(pk__in=pks).values(*_ORGANISATION)}
        laid_out = []
        for row in rows:
            before = current.get(row.organisation_id)
            if before is None or before["updated_at"] != row.seen_at or before["state"] == State.MERGED:
                raise StaleError
            values: Values = {**before, **_own(row.read), **self._state(before), "code": before["code"]}
            values.update(updated_at=self.now, updated_by_id=self.imported.owner_id, seen_at=row.seen_at)
            laid_out.append({**values, "version": before["version"] + 1, **keys_of(values)})
        tables.fill(tables.CHANGED, (*_ORGANISATION, "seen_at"), laid_out)

    def _state(self, before: Values) -> Values:
        """A file marked as verified publishes what waits, drafts of others excepted."""
        waits = self.imported.verified and before["state"] == State.SUBMITTED
        return state_of_new(self.imported, self.now) if waits else {}

    def _people(self, written: Sequence[tuple[int, ImportRow]], known: Sequence[int]) -> Iterator[Values]:
        """Heads and coordinators that a row says something of, whole; one without a name is to be taken away."""
        held = {
            (values["organisation_id"], values["kind"]): values
            for values in Person.objects.filter(organisation__in=known).values(*_PERSON)
        }
        for pk, row in written:
            for kind in PersonKind.values:
                given = _fed(row.read, f"{kind}.")
                if given:
                    before = held.get((pk, kind), dict.fromkeys(_PERSON_DETAILS, ""))
                    yield {**self.stamp, **before, **_touched(self.stamp), **given, "organisation_id": pk, "kind": kind}

    def _budgets(self, written: Sequence[tuple[int, ImportRow]], known: Sequence[int]) -> Iterator[Values]:
        """The latest year's total, or the current fiscal year's where there is none; None is to be taken away."""
        latest = YearlyBudget.objects.filter(organisation__in=known).order_by("organisation_id", "-fiscal_year")
        held = {values["organisation_id"]: values for values in latest.distinct("organisation_id").values(*_BUDGET)}
        empty = dict.fromkeys(_BUDGET) | {"fiscal_year": self.fiscal_year}
        for pk, row in written:
            if "budget.total" in row.read and (row.read["budget.total"] is not None or pk in held):
                before = held.get(pk, {**empty, **self.stamp})
                # The table wants a total; below nought says that the year is to be taken away.
                total = row.read["budget.total"] if row.read["budget.total"] is not None else -1
                yield {**before, **_touched(self.stamp), "organisation_id": pk, "total": total}


def _touched(stamp: Values) -> Values:
    return {"updated_at": stamp["updated_at"], "updated_by_id": stamp["updated_by_id"]}


def _own(read: Values) -> Values:
    """The values that go into the organisation's own row, by column of the table."""
    return {FOREIGN.get(feed, feed): value for feed, value in read.items() if "." not in feed}


def _fed(read: Values, prefix: str) -> Values:
    return {feed.removeprefix(prefix): value or "" for feed, value in read.items() if feed.startswith(prefix)}


def state_of_new(imported: Import, now: datetime) -> Values:
    """New ones wait for the staff, unless the file is marked as verified."""
    if imported.verified:
        return {"state": State.VERIFIED.value, "verified_at": now, "verified_by_id": imported.owner_id}
    return {"state": State.SUBMITTED.value}


def moment_of_check(imported: Import) -> datetime:
    """Since when the registry may differ from the preview."""
    return imported.checked_at or imported.created_at
