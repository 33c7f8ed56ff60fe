"""Makes the demo registry in one transaction, and adds to it what is missing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import pghistory
from django.core.management.base import CommandError
from django.db import transaction

from accounts.models import User
from csoregistry.demo import records
from csoregistry.demo.accounts import make_accounts
from csoregistry.demo.forum import make_follow_ups
from csoregistry.demo.organisations import Made, organisations
from csoregistry.demo.places import areas
from csoregistry.demo.progress import make_progress
from csoregistry.demo.researchers import make_researchers
from csoregistry.demo.writing import Table
from organisations.choices import Source, State
from organisations.codes import next_codes
from organisations.keys import keys_of
from organisations.models import CapacityAssessment, Organisation, Person, Term, YearlyBudget
from places.models import Province
from plans.models import Plan

PLAN = "cso-1"
BATCH = 2000


@dataclass
class Summary:
    """What a run made, by kind, and how fast it made organisations with their people, budgets and assessments."""

    made: dict[str, int]
    seconds: float

    @property
    def rate(self) -> int:
        """Organisations a second."""
        return round(self.made["organisations"] / self.seconds) if self.seconds else 0


def make(*, count: int, seed: int, say: Callable[[str], None] = lambda text: None) -> Summary:
    """Bring the demo registry to `count` organisations, with all that belongs to them. Twice adds nothing.

    Raises CommandError with what to do where the plan, the places or the taxonomies are not loaded, or a real
    account stands in the way; nothing is written then.
    """
    _require_loaded()
    with transaction.atomic():
        users = make_accounts()
        with pghistory.context(user=users["admin"].pk, through="command", command="demo"):
            return _make(count=count, seed=seed, users=users, say=say)


def _make(*, count: int, seed: int, users: dict[str, User], say: Callable[[str], None]) -> Summary:
    held = Organisation.objects.filter(source=Source.DEMO).count()
    made = {"organisations": 0, "people": 0, "budgets": 0, "capacity assessments": 0}
    writers = records.Writers(by=users["staff"].pk, areas=areas(), seed=seed)
    started, seconds = time.perf_counter(), 0.0
    for some in _batches(organisations(writers.areas, first=held, last=max(count, held), seed=seed)):
        pks = _write(some, made, users)
        seconds += time.perf_counter() - started
        writers.add(some, pks)
        say(f"    {held + made['organisations']:,} organisations")
        started = time.perf_counter()
    made.update(writers.finish())
    made["progress reports"] = make_progress(Plan.objects.get(code=PLAN), users)
    made["follow-up entries"] = make_follow_ups(by=users["staff"].pk)
    made["researchers"] = make_researchers(writers.areas, seed=seed, by=users["staff"].pk)
    return Summary(made=made, seconds=seconds)


def _write(some: list[Made], made: dict[str, int], users: dict[str, User]) -> list[int]:
    """Write organisations with their people, budgets and assessments; returns the organisations' keys."""
    staff = users["staff"].pk
    table = Table(Organisation, by=staff)
    pks = table.next_pks(len(some))
    rows = []
    for pk, code, one in zip(pks, next_codes(len(some)), some, strict=True):
        values = {**one.organisation, "id": pk, "code": code}
        if values["state"] == State.VERIFIED:
            values["verified_by_id"] = staff
        values.update(keys_of(values))
        rows.append(values)
    table.write(rows)
    parts = list(zip(pks, some, strict=True))
    hanging = {
        "people": (Person, [{**row, "organisation_id": pk} for pk, one in parts for row in one.people]),
        "budgets": (YearlyBudget, [{**row, "organisation_id": pk} for pk, one in parts for row in one.budgets]),
        "capacity assessments": (
            CapacityAssessment,
            [{**one.assessment, "organisation_id": pk} for pk, one in parts if one.assessment],
        ),
    }
    made["organisations"] += len(rows)
    for name, (model, values_of_model) in hanging.items():
        # Without stamps of their own, which would be two more foreign keys to check for each; their history has the user.
        made[name] += len(Table(model, by=None).write(values_of_model))
    return pks


def _batches(made: Iterator[Made]) -> Iterator[list[Made]]:
    """Batches of what is made; the next one is made while the database takes in this one."""

    def take() -> list[Made]:
        return list(islice(made, BATCH))

    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(take)
        while some := coming.result():
            coming = beside.submit(take)
            yield some


def _require_loaded() -> None:
    if not Province.objects.exists():
        raise CommandError("The places are not loaded. Run: manage.py load_places")
    if not Term.objects.exists():
        raise CommandError("The taxonomies are not loaded. Run: manage.py load_taxonomies")
    if not Plan.objects.filter(code=PLAN).exists():
        raise CommandError(f"The plan {PLAN} is not loaded. Run: manage.py load_plan plans/documents/{PLAN}.yaml")
