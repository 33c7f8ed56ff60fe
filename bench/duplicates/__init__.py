"""How many of 2,000 true pairs the duplicate finder finds, and how many of 2,000 look-alikes it takes for one.

Every pair is a record that stands in the database beside 20,000 others, and one that is typed; "found" is that the
typed one's twins hold the other, candidates and scoring together. Writes bench/duplicates/results.md with the misses.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.registry import registry
from bench.rows import Row

RESULTS = Path(__file__).with_name("results.md")
SEED = 2565
PAIRS = 2_000
OTHERS = 20_000


def measure(seed: int = SEED) -> Iterator[Row]:
    """Rows: found and false in percent, at both thresholds, and the time of one look."""
    from django.core.management import call_command
    from django.db import transaction

    from bench.duplicates.differ import lookalikes
    from bench.duplicates.same import true_pairs

    call_command("load_places", verbosity=0)
    true, false = list(true_pairs(PAIRS, seed)), list(lookalikes(PAIRS, seed))
    with transaction.atomic():
        _write(true, false)
        found = {"possibly": Counter[str](), "surely": Counter[str]()}
        totals: Counter[str] = Counter()
        misses: dict[str, list[str]] = defaultdict(list)
        times = []
        for kind, pairs in (("true", true), ("false", false)):
            for number, (rule, one, other) in enumerate(pairs):
                before = time.perf_counter()
                score, reasons = _look(other, _PKS[kind, number])
                times.append(time.perf_counter() - before)
                name = f"{kind}/{rule}"
                totals[name] += 1
                found["possibly"][name] += score >= 60
                found["surely"][name] += score >= 85
                if (score >= 60) != (kind == "true"):
                    misses[name].append(f"{score:3} {_told(one)}  |  {_told(other)}  {reasons}")
        transaction.set_rollback(True)
    RESULTS.write_text(_told_all(totals, found, misses), encoding="utf-8")
    for kind, word in (("true", "found"), ("false", "false")):
        total = sum(count for name, count in totals.items() if name.startswith(kind))
        for level in ("possibly", "surely"):
            hits = sum(count for name, count in found[level].items() if name.startswith(kind))
            yield Row(f"duplicates: {word}, {level}", "ours", 100 * hits / total, "%")
    yield Row("duplicates: one look, p50", "ours", 1000 * sorted(times)[len(times) // 2], "ms")
    with registry(OTHERS, written=True):
        yield Row(f"duplicates: a registry of {OTHERS:,}, every pair of it", "ours", _scanned(), "s")


def _scanned() -> float:
    """Seconds that the worker takes to compare the whole registry anew."""
    from accounts.models import User
    from organisations.duplicates.tasks import run_duplicate_scan
    from organisations.models import DuplicateScan

    job = DuplicateScan.objects.create(owner=User.objects.get(username="admin"))
    begun = time.perf_counter()
    run_duplicate_scan(str(job.pk))
    job.refresh_from_db()
    assert job.state == "done", job.reason
    return time.perf_counter() - begun


_PKS: dict[tuple[str, int], int] = {}


def _write(true: list[Any], false: list[Any]) -> None:
    """The records of all pairs, and others from the demo's own names, into the database; with their keys."""
    from bench.duplicates.making import others
    from organisations.choices import State
    from organisations.codes import next_codes
    from organisations.duplicates.keeping import keep_keys
    from organisations.models import Organisation

    wanted = [(("true", number), one) for number, (_rule, one, _other) in enumerate(true)]
    wanted += [(("false", number), one) for number, (_rule, one, _other) in enumerate(false)]
    wanted += [(("other", number), one) for number, one in enumerate(others(OTHERS))]
    rows = []
    for code, (_key, values) in zip(next_codes(len(wanted)), wanted, strict=True):
        # A place that is not known is none, not an empty code.
        known = {name: None if name.endswith("_id") and not value else value for name, value in values.items()}
        row = Organisation(code=code, state=State.DRAFT, issues=["01"], **known)
        row.set_keys()
        rows.append(row)
    made = Organisation.objects.bulk_create(rows, batch_size=2000)
    _PKS.update({key: row.pk for (key, _values), row in zip(wanted, made, strict=True)})
    pks = [row.pk for row in made]
    for start in range(0, len(pks), 2000):
        keep_keys(pks[start : start + 2000])
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisations_twindue")
        cursor.execute("ANALYZE organisations_twinkey")


def _look(values: dict[str, Any], wanted: int) -> tuple[int, tuple[str, ...]]:
    from organisations.duplicates.finding import matches, subjects
    from organisations.duplicates.scoring import Subject, score

    subject = Subject.of(values)
    match = matches(subject).get(wanted)
    if match is None:
        whole = score(subject, subjects([wanted])[wanted])
        return min(whole.score, 59), (*whole.reasons, *(["not a candidate"] if whole.is_possible else []))
    return match.score, match.reasons


def _told(values: dict[str, Any]) -> str:
    more = {
        key: value for key, value in values.items() if value and key not in ("name_th", "province_id", "legal_form")
    }
    return f"{values['name_th']} {more}"


def _told_all(totals: Counter[str], found: dict[str, Counter[str]], misses: dict[str, list[str]]) -> str:
    lines = [f"# Duplicates: {PAIRS:,} pairs of one organisation, {PAIRS:,} of two, by rule", ""]
    lines += ["| rule | pairs | at least possibly one | surely one |", "| --- | ---: | ---: | ---: |"]
    for name in sorted(totals):
        lines.append(f"| {name} | {totals[name]} | {found['possibly'][name]} | {found['surely'][name]} |")
    lines += ["", "Taken wrong, with the score out of 100 (60 is possibly one):", ""]
    lines += [f"- {name}: {line}" for name, some in sorted(misses.items()) for line in some]
    return "\n".join(lines) + "\n"
