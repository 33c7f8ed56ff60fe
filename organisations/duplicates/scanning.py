"""The table of likely pairs, kept up as records change, and made anew for the whole registry when staff ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction

from core.jobs import report_progress
from organisations.choices import State
from organisations.duplicates.finding import matches
from organisations.duplicates.keeping import subjects, take_due, taken_in_turns
from organisations.duplicates.provinces import Pairs, pairs_of
from organisations.duplicates.scoring import score
from organisations.models import DuplicatePair, DuplicateScan, Organisation, PairState, TwinKey
from places import official

LOCK = 20_641_117  # of this work among all advisory locks
AT_ONCE = 50_000  # records of one round
WHOLE_PROVINCE = 150  # changed records of a province from which on all its pairs are found faster than theirs


def catch_up() -> int:
    """Find the pairs of the records that changed since the last time; how many these were. One worker at a time."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        pks = take_due(AT_ONCE)
        places = dict(Organisation.objects.filter(pk__in=pks).values_list("pk", "province_id"))
        many = {code for code, count in Counter(places.values()).items() if count > WHOLE_PROVINCE}
        for code in sorted(many):
            keep_pairs(pairs_of(code), _within(code))
        for some in _chunks([pk for pk in pks if places.get(pk) not in many], 500):
            keep_pairs(_pairs_of_records(some), DuplicatePair.objects.touching(*some))
        for some in _chunks([pk for pk in pks if places.get(pk) in many], 500):
            keep_pairs(_by_contacts(some), _beyond().touching(*some))
    return len(pks)


def scan(job: DuplicateScan) -> None:
    """Find the pairs of the whole registry, province by province; progress counts records. Raises JobCancelled."""
    total = Organisation.objects.exclude(state=State.MERGED).count()
    report_progress(job, done=0, total=total, stage="keys")
    for _pks in taken_in_turns():
        report_progress(job)
    done = 0
    for province in official.provinces():
        with transaction.atomic():
            keep_pairs(pairs_of(province.code), _within(province.code))
        done += Organisation.objects.filter(province=province.code).exclude(state=State.MERGED).count()
        report_progress(job, done=min(done, total), stage="comparing")
    with transaction.atomic():
        keep_pairs(_by_contacts(), _beyond())
    type(job)._default_manager.filter(pk=job.pk).update(pairs=DuplicatePair.objects.open().count())


def keep_pairs(found: Pairs, known: models.QuerySet[DuplicatePair]) -> None:
    """Make the table say of `known` what was found: new pairs added, open ones that are no more taken away.

    A dismissed pair stays dismissed, unless the two bear one registration number now and did not then.
    """
    held = {(pair.first_id, pair.second_id): pair for pair in known}
    gone = [pair.pk for key, pair in held.items() if key not in found and pair.state == PairState.OPEN]
    DuplicatePair.objects.filter(pk__in=gone).delete()
    new, moved, reopened = [], [], []
    for key, match in found.items():
        pair = held.get(key)
        reasons = list(match.reasons)
        if pair is None:
            new.append(DuplicatePair(first_id=key[0], second_id=key[1], score=match.score, reasons=reasons))
        elif pair.state == PairState.OPEN and (pair.score, pair.reasons) != (match.score, reasons):
            pair.score, pair.reasons = match.score, reasons
            moved.append(pair)
        elif pair.state == PairState.DISMISSED and "registration" in set(reasons) - set(pair.reasons):
            pair.score, pair.reasons, pair.state = match.score, reasons, PairState.OPEN
            pair.dismissed_at = pair.dismissed_by = None
            reopened.append(pair)
    DuplicatePair.objects.bulk_create(new, batch_size=1000, ignore_conflicts=True)
    DuplicatePair.objects.bulk_update(moved, ["score", "reasons"], batch_size=1000)
    DuplicatePair.objects.bulk_update(
        reopened, ["score", "reasons", "state", "dismissed_at", "dismissed_by"], batch_size=1000
    )


def _pairs_of_records(pks: Iterable[int]) -> Pairs:
    found: Pairs = {}
    for pk, subject in subjects(list(pks)).items():
        for other, match in matches(subject).items():
            found[min(pk, other), max(pk, other)] = match
    return found


def _by_contacts(pks: list[int] | None = None) -> Pairs:
    """Pairs across provinces with a registration number, telephone or e-mail in common; of these records, or of all."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH shared AS (SELECT key FROM {TwinKey._meta.db_table} WHERE kind = 'c'"  # noqa: S608 - a table's name
            " GROUP BY key HAVING count(*) BETWEEN 2 AND 20)"
            " SELECT DISTINCT least(a.organisation_id, b.organisation_id),"
            " greatest(a.organisation_id, b.organisation_id)"
            f" FROM {TwinKey._meta.db_table} a JOIN shared USING (key)"
            f" JOIN {TwinKey._meta.db_table} b ON b.kind = 'c' AND b.key = a.key AND b.province <> a.province"
            " WHERE a.kind = 'c' AND (%(all)s OR a.organisation_id = ANY(%(pks)s))",
            {"all": pks is None, "pks": pks or []},
        )
        pairs = cursor.fetchall()
    found: Pairs = {}
    for some in _chunks(pairs, 1000):
        known = subjects({pk for pair in some for pk in pair})
        for one, other in some:
            if one in known and other in known and (match := score(known[one], known[other])).is_possible:
                found[one, other] = match
    return found


def _within(province: str) -> models.QuerySet[DuplicatePair]:
    return DuplicatePair.objects.filter(first__province=province, second__province=province)


def _beyond() -> Any:
    """Pairs across provinces."""
    return DuplicatePair.objects.exclude(first__province=models.F("second__province"))


def _chunks(items: list[Any], size: int) -> Iterable[list[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))
