"""Makes the demo registry in one transaction, and adds to it what is missing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

import pghistory
from django.core.management.base import CommandError
from django.db import models, transaction

from accounts.models import User
from core.collecting import not_collecting
from csoregistry.demo import hanging
from csoregistry.demo.accounts import make_accounts
from csoregistry.demo.forum import make_follow_ups
from csoregistry.demo.keys import KEYS, keys_of_made
from csoregistry.demo.organisations import Made, organisations
from csoregistry.demo.places import areas
from csoregistry.demo.progress import make_progress
from csoregistry.demo.province_years import make_province_years
from csoregistry.demo.records import make_records
from csoregistry.demo.refilling import refilling
from csoregistry.demo.researchers import make_researchers
from csoregistry.demo.writing import NULL, Table
from indicators.models import CommitteeSeat, SupportReceived
from organisations.choices import Source
from organisations.codes import next_codes
from organisations.models import CapacityAssessment, Organisation, Person, Term, YearlyBudget
from places.models import Province
from plans.models import Plan

PLAN = "cso-1"
# The first batch is small, so that the database soon has something to do; large statements suit the triggers.
FIRST_BATCH, BATCH = 1000, 5000


@dataclass(frozen=True)
class Kind:
    """What hangs on organisations: its name in the summary, its table, its columns."""

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]
    is_stamped: bool = False


# Parts of a record have no stamps of their own, which would be two more foreign keys to check for each; their history
# has the user.
KINDS = [
    Kind("people", Person, hanging.PERSON),
    Kind("budgets", YearlyBudget, hanging.BUDGET),
    Kind("capacity assessments", CapacityAssessment, hanging.ASSESSMENT),
    Kind("committee seats", CommitteeSeat, hanging.SEAT, is_stamped=True),
    Kind("support received", SupportReceived, hanging.SUPPORT, is_stamped=True),
]


@dataclass
class Summary:
    """What a run made, by kind, and how long organisations took with all that hangs on them."""

    made: dict[str, int]
    seconds: float

    @property
    def rate(self) -> int:
        """Organisations a second."""
        return round(self.made["organisations"] / self.seconds) if self.seconds else 0


@dataclass
class Batch:
    """Some organisations, and what hangs on them by kind, as lines for COPY."""

    columns: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    hanging: list[list[str]] = field(default_factory=lambda: [[] for _ in KINDS])


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
    staff, places = users["staff"].pk, areas()
    made = {"organisations": 0, **{kind.name: 0 for kind in KINDS}}
    started = time.perf_counter()
    if count > held:
        with refilling(held=held, coming=count - held):
            for batch in batches(places, first=held, last=count, seed=seed, staff=staff):
                for name, number in copy(batch, staff=staff).items():
                    made[name] += number
                say(f"    {held + made['organisations']:,} organisations")
    seconds = time.perf_counter() - started
    made.update(make_records(places, seed=seed, by=staff))
    made["progress reports"] = make_progress(Plan.objects.get(code=PLAN), users)
    made["yearly reports of provinces"] = make_province_years(Plan.objects.get(code=PLAN), users)
    made["follow-up entries"] = make_follow_ups(by=staff)
    made["researchers"] = make_researchers(places, seed=seed, by=staff)
    return Summary(made=made, seconds=seconds)


def copy(batch: Batch, *, staff: int) -> dict[str, int]:
    """Write a batch; returns how many rows of each kind."""
    made = {"organisations": Table(Organisation, by=staff).copy(batch.columns, batch.organisations)}
    for kind, lines in zip(KINDS, batch.hanging, strict=True):
        table = Table(kind.model, by=staff if kind.is_stamped else None)
        if kind.is_stamped:
            # Staff have looked at these; the few other records wait for them.
            table.defaults |= {"verified_at": table.defaults["updated_at"], "verified_by_id": staff}
        made[kind.name] = table.copy(("organisation_id", *kind.columns), lines)
    return made


def batches(places: list[hanging.Area], *, first: int, last: int, seed: int, staff: int) -> Iterator[Batch]:
    """The next batch is made while the database takes in this one."""
    pks = Table(Organisation, by=None).next_pks(last - first)
    numbered = zip(pks, next_codes(last - first), organisations(places, first=first, last=last, seed=seed), strict=True)

    def take(size: int) -> Batch:
        batch = Batch()
        for pk, code, one in islice(numbered, size):
            _add(batch, pk, code, one, staff)
        return batch

    # Rows go to nobody in circles; looking for some among a million texts would take a third of the time.
    with not_collecting(), ThreadPoolExecutor(1) as beside:
        coming = beside.submit(take, FIRST_BATCH)
        while (batch := coming.result()).organisations:
            coming = beside.submit(take, BATCH)
            yield batch


def _add(batch: Batch, pk: int, code: str, one: Made, staff: int) -> None:
    row = one.organisation
    if not batch.columns:
        batch.columns = ["id", "code", *row, "verified_by_id", *KEYS]
    verified_by = staff if row["state"] == "verified" else NULL
    values, keys = "\t".join(row.values()), "\t".join(keys_of_made(one, code))
    batch.organisations.append(f"{pk}\t{code}\t{values}\t{verified_by}\t{keys}")
    on = one.hanging
    for lines, some in zip(batch.hanging, (on.people, on.budgets, on.assessments, on.seats, on.support), strict=True):
        for line in some:
            lines.append(f"{pk}\t{line}")


def _require_loaded() -> None:
    if not Province.objects.exists():
        raise CommandError("The places are not loaded. Run: manage.py load_places")
    if not Term.objects.exists():
        raise CommandError("The taxonomies are not loaded. Run: manage.py load_taxonomies")
    if not Plan.objects.filter(code=PLAN).exists():
        raise CommandError(f"The plan {PLAN} is not loaded. Run: manage.py load_plan plans/documents/{PLAN}.yaml")
