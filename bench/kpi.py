"""Pages of a plan, its indicators and a province with 200,000 KPI records of five years, beside SQL for their figures.

Ours is the whole answer in this process: every middleware, the view, its template. The floor is SQL written by hand for
the figures of the page (for a page without figures of records, the page's own statements), sent by psycopg alone, every
row read. That the pages' figures are those of the SQL is checked first.

BENCH_KPI_RECORDS=200000 chooses the size, BENCH_ROUNDS how often each page is asked for.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Any

import psycopg
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from bench.list import _all_statements, _client, _ms
from bench.registry import MADE, registry
from bench.rows import Row
from csoregistry import memory
from indicators import figures
from indicators.filters import periods_of
from indicators.models import ReportedFigure
from plans.choices import Calendar, Cumulation, IndicatorKind
from plans.models import Indicator, Plan, PlanPeriod, Target
from thai.periods import Period

CODE = "kpi-5"
FIRST, LAST = 2564, 2568
PROVINCE = "50"
# Of a hundred records, how many of each kind.
SHARES = {"seats": 35, "support": 40, "laws": 5, "systems": 2, "networks": 18}
WHO = ("staff", None)


@dataclass(frozen=True)
class Measured:
    """One indicator as SQL: its table, what is counted, and when a row counts for a period (first, last)."""

    code: str
    measure: str
    table: str
    value: str
    when: str
    split: str
    cumulation: str
    join: str = ""


HOLDS = "{begins} <= '{{last}}' AND ({ends} IS NULL OR {ends} {sign} '{{last}}')"
MEASURED = (
    Measured(
        "G1",
        "committee_seats",
        "indicators_committeeseat",
        "count(DISTINCT coalesce(o.merged_into_id, r.organisation_id))",
        HOLDS.format(begins="from_on", ends="to_on", sign=">="),
        "level",
        Cumulation.STATE,
        "JOIN organisations_organisation o ON o.id = r.organisation_id",
    ),
    Measured(
        "G2",
        "support_received",
        "indicators_supportreceived",
        "sum(r.amount)",
        "received_on BETWEEN '{first}' AND '{last}'",
        "sector",
        Cumulation.SUM,
    ),
    Measured(
        "G3",
        "legal_measures",
        "indicators_legalmeasure",
        "count(*)",
        "in_force_on BETWEEN '{first}' AND '{last}'",
        "kind",
        Cumulation.SUM,
    ),
    Measured(
        "G4",
        "support_systems",
        "indicators_supportsystem",
        "count(DISTINCT r.kind)",
        HOLDS.format(begins="in_service_on", ends="out_of_service_on", sign=">"),
        "kind",
        Cumulation.STATE,
    ),
    Measured(
        "G5",
        "networks",
        "indicators_network",
        "count(*)",
        HOLDS.format(begins="active_from", ends="active_to", sign=">="),
        "level",
        Cumulation.STATE,
    ),
)


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
            for name, address, by_hand in _pages(plan):
                for who in WHO:
                    yield from _compared(f"{name}, {who or 'signed out'}", _client(who), address, by_hand, rounds)
    finally:
        logging.disable(logging.NOTSET)


def _pages(plan: Plan) -> list[tuple[str, str, list[str]]]:
    periods = periods_of(plan)
    chosen = periods[-4]
    near = [chosen, chosen.previous()]
    everything = {one.code: [_series(one, periods), _places(one, near)] for one in MEASURED}
    of_province = [_series(one, plan.half_years, PROVINCE) for one in MEASURED]
    return [
        ("the plan", f"/plans/{CODE}/", []),
        ("the plan's indicators", f"/indicators/{CODE}/", [_series(one, plan.half_years) for one in MEASURED]),
        *(
            (f"indicator {code}", f"/indicators/{CODE}/{code}/?period={chosen}", everything[code])
            for code in ("G1", "G2", "G5")
        ),
        (
            "indicator G1 of a province",
            f"/indicators/{CODE}/G1/?period={chosen}&province={PROVINCE}",
            [_series(MEASURED[0], periods, PROVINCE), _places(MEASURED[0], near)],
        ),
        ("a province", f"/indicators/provinces/{PROVINCE}/?plan={CODE}", of_province),
    ]


def _series(one: Measured, periods: Sequence[Period], province: str = "") -> str:
    """Value and records of every period, of the nation or a province."""
    where = f" AND r.province_id = '{province}'" if province else ""
    return f"SELECT {_columns(one, periods)} FROM {one.table} r {one.join} WHERE r.withdrawn_at IS NULL{where}"


def _places(one: Measured, periods: Sequence[Period]) -> str:
    """The same by province, by region, by the values of one dimension, and in all."""
    return (
        f"SELECT r.province_id, p.region_id, r.{one.split}, {_columns(one, periods)} FROM {one.table} r {one.join}"
        " LEFT JOIN places_province p ON p.code = r.province_id WHERE r.withdrawn_at IS NULL"
        f" GROUP BY GROUPING SETS ((r.province_id), (p.region_id), (r.{one.split}), ())"
    )


def _columns(one: Measured, periods: Sequence[Period]) -> str:
    whens = [one.when.format(first=period.first_day, last=period.last_day) for period in periods]
    return ", ".join(f"{one.value} FILTER (WHERE {when}), count(*) FILTER (WHERE {when})" for when in whens)


def _compared(name: str, client: Client, address: str, by_hand: list[str], rounds: int) -> Iterator[Row]:
    assert client.get(address).status_code == 200, address
    seen = _all_statements(client, address)
    own = [(sql, params) for sql, params in seen if "session" not in sql and "accounts_user" not in sql]
    floor = [(sql, None) for sql in by_hand] or own
    ours: list[float] = []
    floors: list[float] = []
    with psycopg.connect(**connection.get_connection_params()) as raw:
        raw.autocommit = True
        # In turns, so that whatever else the machine does is shared.
        for _round in range(rounds):
            ours.append(_ms(partial(client.get, address)))
            floors.append(_ms(partial(_send, raw, floor)))
    yield Row(name, "ours", median(ours), "ms")
    yield Row(name, "floor", median(floors), "ms")
    yield Row(f"{name}: queries", "ours", len(seen), "")


def _send(raw: psycopg.Connection, statements: list[tuple[str, Any]]) -> None:
    for sql, params in statements:
        psycopg.ClientCursor(raw).execute(sql, params).fetchall()


def _check(plan: Plan) -> None:
    """The figures of the pages are those of the SQL."""
    periods = periods_of(plan)
    for one in MEASURED:
        indicator = Indicator.objects.select_related("plan").get(plan=plan, code=one.code)
        for province in ("", PROVINCE):
            told = [(figure.value, figure.records) for figure in figures.series(indicator, periods, province or None)]
            with connection.cursor() as cursor:
                cursor.execute(_series(one, periods, province))
                row = cursor.fetchone()
            assert told == [(row[2 * at] or 0, row[2 * at + 1]) for at in range(len(periods))], (one.code, province)


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


def _records(size: int) -> Iterator[str]:
    """Records spread over the years, the provinces (one in twenty has none) and the values of the dimensions."""
    start = Period(FIRST).first_day - timedelta(days=200)
    some = "(SELECT array_agg(id) FROM organisations_organisation WHERE merged_into_id IS NULL)"
    day = f"date '{start}' + (random() * 1900)::int"
    place = "CASE WHEN n % 20 = 0 THEN NULL ELSE (SELECT array_agg(code) FROM places_province)[1 + n % 77] END"
    stamps = "now(), now(), '', '', ''"
    columns = "created_at, updated_at, evidence_link, note, withdrawn_reason, province_id"

    def pick(*values: str) -> str:
        return f"(ARRAY[{', '.join(repr(value) for value in values)}])[1 + (n / 77) % {len(values)}]"

    def insert(kind: str, table: str, names: str, values: str) -> str:
        count = size * SHARES[kind] // 100
        return (
            f"INSERT INTO {table} ({columns}, {names}) SELECT {stamps}, {place}, {values}"
            f" FROM generate_series(1, {count}) AS n"
        )

    organisation = f"({some})[1 + n % {MADE // 2}]"
    agency = "(SELECT min(id) FROM plans_agency)"
    levels = pick("national", "provincial", "district", "tambon")
    yield insert(
        "seats",
        "indicators_committeeseat",
        "organisation_id, committee, level, from_on, to_on",
        f"{organisation}, 'คณะกรรมการ ' || n % 90, {levels}, {day}, NULL",
    )
    yield insert(
        "support",
        "indicators_supportreceived",
        "organisation_id, sector, source, kind, amount, received_on",
        f"{organisation}, {pick('government', 'business', 'academic', 'local_government')}, 'กองทุน',"
        f" {pick('money', 'in_kind')}, 1000 + n, {day}",
    )
    yield insert(
        "laws",
        "indicators_legalmeasure",
        "title, kind, change, in_force_on, agency_id, reference",
        f"'ระเบียบ ' || n, {pick('law', 'rule', 'measure')}, 'new', {day}, {agency}, ''",
    )
    yield insert(
        "systems",
        "indicators_supportsystem",
        "kind, name, in_service_on, owner_id, link",
        f"{pick('administration', 'staff_development', 'database', 'fundraising')}, 'ระบบ ' || n, {day}, {agency}, ''",
    )
    yield insert(
        "networks",
        "indicators_network",
        "name, form, level, active_from",
        f"'เครือข่าย ' || n, 'network', {levels}, {day}",
    )
