"""Pages of a plan, its indicators and a province with 200,000 KPI records of five years, beside SQL for their figures.

Ours is the whole answer of the WSGI application in this process: every middleware, the view, its template. The floor is
SQL sent by psycopg alone, every row read: for the figures of records the faster of two ways to write it by hand (an
aggregate with a filter for each period; or each record read once and grouped by the run of periods for which it
counts), for what else the page shows of the plan (targets, reported figures, lists of what waits) its own statements.
That the pages' figures and both floors' agree is checked first.

BENCH_KPI_RECORDS=200000 chooses the size, BENCH_ROUNDS how often each page is asked for.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone

from accounts.models import User
from bench.kpi_sql import MEASURED, WAYS, Measured, by_hand
from bench.list import Browser, _all_statements, _client, _ms
from bench.registry import MADE, registry
from bench.rows import Row
from csoregistry import memory
from indicators import figures
from indicators.filters import periods_of
from indicators.models import ReportedFigure
from plans.choices import AgencyRole, Calendar, IndicatorKind, ProgressState, ProgressStatus
from plans.models import Agency, Indicator, Level, Node, NodeAgency, Plan, PlanPeriod, Progress, Target
from thai.periods import Period

CODE = "kpi-5"
FIRST, LAST = 2564, 2568
PROVINCE = "50"
# Of a hundred records, how many of each kind.
SHARES = {"seats": 35, "support": 40, "laws": 5, "systems": 2, "networks": 18}
WHO = ("staff", None)


def measure() -> Iterator[Row]:
    """Measure every page for staff and for strangers."""
    logging.disable(logging.WARNING)
    memory.settle()
    rounds = int(os.environ.get("BENCH_ROUNDS", "9"))
    size = int(os.environ.get("BENCH_KPI_RECORDS", "200000"))
    try:
        with registry(MADE, written=True):
            plan = _make(size)
            _check(plan)
            for name, address, statements in _pages(plan):
                for who in WHO:
                    yield from _compared(f"{name}, {who or 'signed out'}", _client(who), address, statements, rounds)
    finally:
        logging.disable(logging.NOTSET)


def _pages(plan: Plan) -> list[tuple[str, str, dict[str, list[str]]]]:
    """Name, address, and by each way the SQL for the figures of records on the page."""
    periods = periods_of(plan)
    chosen = plan.half_years[-3]
    near = [chosen, chosen.previous()]

    def both(*asked: tuple[Measured, Sequence[Period], str, bool]) -> dict[str, list[str]]:
        return {way: [by_hand(way, *one) for one in asked] for way in WAYS}

    g1 = MEASURED[0]
    return [
        ("the plan", f"/plans/{CODE}/", both()),
        ("the plan's indicators", f"/indicators/{CODE}/", both(*((m, plan.half_years, "", False) for m in MEASURED))),
        *(
            (
                f"indicator {one.code}",
                f"/indicators/{CODE}/{one.code}/?period={chosen}",
                both((one, periods, "", False), (one, near, "", True)),
            )
            for one in MEASURED
        ),
        (
            "indicator G1 of a province",
            f"/indicators/{CODE}/G1/?period={chosen}&province={PROVINCE}",
            both((g1, periods, PROVINCE, False), (g1, near, "", True)),
        ),
        (
            "a province",
            f"/indicators/provinces/{PROVINCE}/?plan={CODE}",
            both(*((one, plan.half_years, PROVINCE, False) for one in MEASURED)),
        ),
    ]


def _compared(
    name: str, client: Browser, address: str, floors_by_hand: dict[str, list[str]], rounds: int
) -> Iterator[Row]:
    # Twice: what is kept between pages is kept, and the server has prepared what it prepares.
    client.served(address)
    seen = _all_statements(client, address)
    others = [
        (sql, params)
        for sql, params in seen
        if not any(each in sql for each in ("django_session", "accounts_user", "width_bucket"))
    ]
    floors = {way: [*((sql, None) for sql in statements), *others] for way, statements in floors_by_hand.items()}
    ours: list[float] = []
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    with psycopg.connect(**connection.get_connection_params()) as raw:
        raw.autocommit = True
        # In turns, so that whatever else the machine does is shared.
        for _round in range(rounds):
            ours.append(_ms(partial(client.served, address)))
            for way, statements in floors.items():
                taken[way].append(_ms(partial(_send, raw, statements)))
    yield Row(name, "ours", median(ours), "ms")
    yield Row(name, "floor", min(map(median, taken.values())), "ms")
    yield Row(f"{name}: queries", "ours", len(seen), "")


def _send(raw: psycopg.Connection, statements: list[tuple[str, Any]]) -> None:
    for sql, params in statements:
        psycopg.ClientCursor(raw).execute(sql, params).fetchall()


def _check(plan: Plan) -> None:
    """The figures of the pages are those of the SQL, whichever way it is written."""
    periods = periods_of(plan)
    with psycopg.connect(**connection.get_connection_params()) as raw:
        for one in MEASURED:
            indicator = Indicator.objects.select_related("plan").get(plan=plan, code=one.code)
            for province in ("", PROVINCE):
                series = figures.series(indicator, periods, province or None)
                told = [(figure.value, figure.records) for figure in series]
                row: Any = raw.execute(by_hand("filters", one, periods, province, False)).fetchone()
                assert told == [(row[2 * at + 1] or 0, row[2 * at + 2]) for at in range(len(periods))], one.code
                rows = raw.execute(by_hand("runs", one, periods, province, False)).fetchall()
                found = {position: (figure, records) for _which, position, figure, records in rows}
                assert told == [found.get(at, (0, 0)) for at in range(len(periods))], one.code
            split = [_by_part(raw, way, one, plan.half_years[-3:-2]) for way in WAYS]
            assert split[0] == split[1], one.code


def _by_part(raw: psycopg.Connection, way: str, one: Measured, periods: Sequence[Period]) -> dict[Any, tuple[Any, Any]]:
    """Figure and records of one period by the key of each part."""
    rows = raw.execute(by_hand(way, one, periods, "", True)).fetchall()
    # The runs have the period's position before what is counted, the filters have not.
    return {tuple(row[:4]): (row[-2], row[-1]) for row in rows if row[-1]}


def _make(size: int) -> Plan:
    """A plan of five years with targets for every province, its records, and three closed years."""
    plan = Plan.objects.create(
        code=CODE, name_th="แผนห้าปี", name_en="Five years", calendar=Calendar.FISCAL, first_year=FIRST, last_year=LAST
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            plan=plan,
            code=one.code,
            position=position,
            name_th=f"ตัวชี้วัด {one.code}",
            kind=IndicatorKind.COMPUTED,
            measure=one.measure,
            cumulation=one.cumulation,
            disaggregate_by=[one.split],
        )
        for position, one in enumerate(MEASURED)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM places_province")
        provinces = [code for (code,) in cursor.fetchall()]
        for statement in _records(size):
            cursor.execute(statement)
    Target.objects.bulk_create(
        Target(indicator=indicator, period=str(year), province_id=province, value=10)
        for indicator in indicators
        for year in range(FIRST, LAST + 1)
        for province in (None, *provinces)
    )
    _tree(plan)
    staff = User.objects.get(username="staff")
    for half in plan.half_years:
        row = PlanPeriod(plan=plan, period=str(half), opens_on=half.first_day, due_on=half.last_day)
        if half.year <= FIRST + 2:
            row.closed_at, row.closed_by, row.closed_reason = timezone.now(), staff, "…"
        row.save()
    assert ReportedFigure.objects.filter(indicator__plan=plan).count() == 9 * 5 * (77 + 4 + 2)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return plan


def _tree(plan: Plan) -> None:
    """Four programmes with four projects each, every one with its agencies and a report for every half-year."""
    levels = [
        Level.objects.create(
            plan=plan, depth=depth, code=f"l{depth}", name_th=name, name_en=name, reports_progress=bool(depth)
        )
        for depth, name in enumerate(("แผนงาน", "โครงการ"))
    ]
    agencies = list(Agency.objects.order_by("pk")[:4])
    staff = User.objects.get(username="staff")
    for first in range(1, 5):
        programme = Node.objects.create(
            plan=plan, level=levels[0], number=str(first), position=first * 10, name_th=f"แผนงานที่ {first}"
        )
        for second in range(1, 5):
            node = Node.objects.create(
                plan=plan,
                parent=programme,
                level=levels[1],
                number=f"{first}.{second}",
                position=first * 10 + second,
                name_th=f"โครงการที่ {first}.{second}",
            )
            for position, agency in enumerate(agencies):
                role = AgencyRole.SUPPORTING if position else AgencyRole.LEAD
                NodeAgency.objects.create(node=node, agency=agency, role=role, position=position, printed=str(agency))
            Progress.objects.bulk_create(
                Progress(
                    node=node,
                    period=str(half),
                    state=ProgressState.ACCEPTED,
                    status=ProgressStatus.ON_TRACK,
                    percent=10 * number,
                    progress="จัดเวทีแลกเปลี่ยนเรียนรู้ 4 ภาค " * 10,
                    received=500_000,
                    submitted_at=timezone.now(),
                    submitted_by=staff,
                )
                for number, half in enumerate(plan.half_years)
            )


def _records(size: int) -> Iterator[str]:
    """Records spread over the years, the provinces (one in twenty has none) and the values of the dimensions."""
    start = Period(FIRST).first_day - timedelta(days=200)
    some = "(SELECT array_agg(id) FROM organisations_organisation WHERE merged_into_id IS NULL)"
    until = "CASE WHEN n % 3 = 0 THEN day + 100 + n % 700 END"
    place = "CASE WHEN n % 20 = 0 THEN NULL ELSE (SELECT array_agg(code) FROM places_province)[1 + n % 77] END"
    stamps = "now(), now(), '', '', ''"
    columns = "created_at, updated_at, evidence_link, note, withdrawn_reason, province_id"

    def pick(*values: str) -> str:
        return f"(ARRAY[{', '.join(repr(value) for value in values)}])[1 + (n / 77) % {len(values)}]"

    def insert(kind: str, table: str, names: str, values: str) -> str:
        count = size * SHARES[kind] // 100
        return (
            f"INSERT INTO {table} ({columns}, {names}) SELECT {stamps}, {place}, {values}"
            f" FROM (SELECT n, date '{start}' + (random() * 1900)::int AS day"
            f" FROM generate_series(1, {count}) AS n) AS made"
        )

    organisation = f"({some})[1 + n % {MADE // 2}]"
    agency = "(SELECT min(id) FROM plans_agency)"
    levels = pick("national", "provincial", "district", "tambon")
    yield insert(
        "seats",
        "indicators_committeeseat",
        "organisation_id, committee, level, from_on, to_on",
        f"{organisation}, 'คณะกรรมการ ' || n % 90, {levels}, day, {until}",
    )
    yield insert(
        "support",
        "indicators_supportreceived",
        "organisation_id, sector, source, kind, amount, received_on",
        f"{organisation}, {pick('government', 'business', 'academic', 'local_government')}, 'กองทุน',"
        f" {pick('money', 'in_kind')}, 1000 + n, day",
    )
    yield insert(
        "laws",
        "indicators_legalmeasure",
        "title, kind, change, in_force_on, agency_id, reference",
        f"'ระเบียบ ' || n, {pick('law', 'rule', 'measure')}, 'new', day, {agency}, ''",
    )
    yield insert(
        "systems",
        "indicators_supportsystem",
        "kind, name, in_service_on, out_of_service_on, owner_id, link",
        f"{pick('administration', 'staff_development', 'database', 'fundraising')}, 'ระบบ ' || n, day, {until},"
        f" {agency}, ''",
    )
    yield insert(
        "networks",
        "indicators_network",
        "name, form, level, active_from, active_to",
        f"'เครือข่าย ' || n, 'network', {levels}, day, {until}",
    )
