"""SQL written by hand for the figures of indicators, in two ways. No benchmark by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.choices import Cumulation
from thai.periods import Period

WAYS = ("filters", "runs")


@dataclass(frozen=True)
class Measured:
    """One indicator as SQL: its table, the days between which a row counts, and what is counted."""

    code: str
    measure: str
    table: str
    begins: str
    ends: str  # the last day on which it counts
    split: str
    cumulation: str
    amount: str = "1"
    thing: str = ""  # counts once however many rows it has
    join: str = ""

    def counts(self, period: Period) -> str:
        """Whether a row counts for a period."""
        first = period.first_day if self.cumulation == Cumulation.SUM else period.last_day
        return f"{self.begins} <= '{period.last_day}' AND ({self.ends} IS NULL OR {self.ends} >= '{first}')"


MEASURED = (
    Measured(
        "G1",
        "committee_seats",
        "indicators_committeeseat",
        "from_on",
        "to_on",
        "level",
        Cumulation.STATE,
        thing="coalesce(o.merged_into_id, r.organisation_id)",
        join="LEFT JOIN organisations_organisation o ON o.id = r.organisation_id AND o.merged_into_id IS NOT NULL",
    ),
    Measured(
        "G2",
        "support_received",
        "indicators_supportreceived",
        "received_on",
        "received_on",
        "sector",
        Cumulation.SUM,
        amount="r.amount",
    ),
    Measured("G3", "legal_measures", "indicators_legalmeasure", "in_force_on", "in_force_on", "kind", Cumulation.SUM),
    Measured(
        "G4",
        "support_systems",
        "indicators_supportsystem",
        "in_service_on",
        "out_of_service_on - 1",
        "kind",
        Cumulation.STATE,
        thing="r.kind",
    ),
    Measured("G5", "networks", "indicators_network", "active_from", "active_to", "level", Cumulation.STATE),
)


def by_hand(way: str, one: Measured, periods: Sequence[Period], province: str = "", by_parts: bool = False) -> str:
    """Figure and records of every period; `by_parts`: by province, by region, by the values of a split, and in all."""
    place = f" AND r.province_id = '{province}'" if province else ""
    parts = {"province": "r.province_id", "region": "p.region_id", "split": f"r.{one.split}"} if by_parts else {}
    regions = " LEFT JOIN places_province p ON p.code = r.province_id" if by_parts else ""
    source = f"{one.table} r {one.join}{regions} WHERE r.withdrawn_at IS NULL{place}"
    return (_filters if way == "filters" else _runs)(one, periods, parts, source)


def _filters(one: Measured, periods: Sequence[Period], parts: dict[str, str], source: str) -> str:
    """For each period an aggregate with a filter. Rows: which parts, the parts, then figure and records of each."""
    value = f"count(DISTINCT {one.thing})" if one.thing else f"sum({one.amount})"
    columns = [_grouping(list(parts.values())), *parts.values()]
    for period in periods:
        columns += [f"{each} FILTER (WHERE {one.counts(period)})" for each in (value, "count(*)")]
    grouped = f" GROUP BY {_sets(list(parts.values()))}" if parts else ""
    return f"SELECT {', '.join(columns)} FROM {source}{grouped}"


def _runs(one: Measured, periods: Sequence[Period], parts: dict[str, str], source: str) -> str:
    """Each record read once, grouped by the run of stretches for which it counts.

    Rows: which parts, the parts, the period's position, figure, records.
    """
    stretches = _stretches(one, periods)
    lo = f"width_bucket({one.begins}, {_days([last + timedelta(days=1) for _first, last in stretches])})"
    hi = f"coalesce(width_bucket({one.ends}, {_days([first for first, _last in stretches])}), {len(stretches)})"
    names = list(parts)
    shown = "".join(f"{name}, " for name in names)
    taken = "".join(f"{column} AS {name}, " for name, column in parts.items())
    which = f"{_grouping(names)} AS which, {shown}"
    kept = "MATERIALIZED " if one.thing else ""
    masks = added = ""
    if one.thing:
        masks = f"""things AS (SELECT {which} bit_or((1::bigint << hi) - (1::bigint << lo)) AS mask
            FROM read WHERE lo < hi GROUP BY {_sets(names, "thing")}),
            masks AS (SELECT which, {shown} mask, count(*) AS figure FROM things GROUP BY which, {shown} mask),"""
        added = f"""UNION ALL SELECT which, {shown} position, figure, 0 FROM masks
            JOIN spans ON mask & ((1::bigint << upto) - (1::bigint << first)) <> 0"""
    return f"""WITH read AS {kept}(
            SELECT {taken} {one.thing or "NULL"} AS thing, {one.amount} AS amount, {lo} AS lo, {hi} AS hi
            FROM {source}),
        runs AS (SELECT {which} lo, hi, sum(amount) AS figure, count(*) AS records
            FROM read WHERE lo < hi GROUP BY {_sets(names, "lo", "hi")}),
        {masks} spans (position, first, upto) AS (VALUES {_spans(one, periods, stretches)})
        SELECT which, {shown} position, sum(figure), sum(records) FROM (
            SELECT which, {shown} position, {0 if one.thing else "figure"} AS figure, records
            FROM runs JOIN spans ON lo < upto AND hi > first {added}) AS counted
        GROUP BY which, {shown} position"""


def _stretches(one: Measured, periods: Sequence[Period]) -> list[tuple[date, date]]:
    """Half-years where a sum is asked for, last days where a state is."""
    if one.cumulation == Cumulation.SUM:
        return sorted({(period.first_day, period.last_day) for period in periods if period.half})
    return sorted({(period.last_day, period.last_day) for period in periods})


def _spans(one: Measured, periods: Sequence[Period], stretches: list[tuple[date, date]]) -> str:
    """The position of each period, and its stretches: from, up to (not in)."""
    found = []
    for position, period in enumerate(periods):
        first = period.first_day if one.cumulation == Cumulation.SUM else period.last_day
        inside = [at for at, (_first, last) in enumerate(stretches) if first <= last <= period.last_day]
        found.append(f"({position}, {inside[0]}, {inside[-1] + 1})")
    return ", ".join(found)


def _days(days: Sequence[date]) -> str:
    return f"ARRAY[{', '.join(repr(str(day)) for day in days)}]::date[]"


def _grouping(columns: Sequence[str]) -> str:
    return f"GROUPING({', '.join(columns)})" if columns else "0"


def _sets(columns: Sequence[str], *also: str) -> str:
    """By each column alone, and by none; always by `also`."""
    sets = [[column, *also] for column in columns] + [list(also)]
    return f"GROUPING SETS ({', '.join('(' + ', '.join(one) + ')' for one in sets)})"
