"""Which organisation a row means: by registry code, by registration number, by name and place; in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from imports.rows import Existing, Row
from imports.sheet import Sheet
from organisations.choices import State
from organisations.duplicates.keeping import subjects
from organisations.duplicates.scoring import Match, Subject, possible
from organisations.models import Organisation, Person, YearlyBudget
from organisations.resources import columns
from thai.text import matching_key

_OWN = tuple(feed for column in columns() for feed in column.feeds if "." not in feed)
_MOST = 12  # records of one name and province that are looked at for one row
_PERSON_FIELDS = ("title", "name", "position", "mobile", "email")


def attach_by_code(rows: Sequence[Row]) -> None:
    """Give every row with a registry code that we have its organisation."""
    codes = {row.read["code"] for row in rows if row.read.get("code")}
    if not codes:
        return
    pks = Organisation.objects.filter(code__in=codes).values_list("pk", flat=True)
    known = {existing.code: existing for existing in load(pks).values()}
    for row in rows:
        row.existing = known.get(row.read.get("code", ""))


def attach_likely(rows: Sequence[Row], sheet: Sheet) -> None:
    """Give rows without an organisation the one that they surely mean, or a candidate, or their twin in the file.

    Here only records of the same registration number, or of the same name in the same province, are looked at, and
    the duplicate finder scores them; names that are merely alike are looked for when all rows are read (finding.py).
    """
    open_rows = [row for row in rows if row.existing is None and row.read.get("name_th")]
    by_number = _pks_by_number({row.read.get("registration_number") for row in open_rows} - {None, ""})
    by_name = _pks_by_name({(row.read["province"], name_key(row)) for row in open_rows if row.read.get("province")})
    # Most rows of a register that we do not have yet are like none that we have.
    found = {row.number: pks for row in open_rows if (pks := _found(row, by_number, by_name))}
    judged = subjects({pk for pks in found.values() for pk in pks})
    found = {number: [pk for pk in pks if pk in judged] for number, pks in found.items()}
    like_some = [row for row in open_rows if found.get(row.number)]
    sure = {row.number: pk for row in like_some if (pk := _surely(row, found[row.number], by_number, judged))}
    matches = {
        row.number: possible_matches(subject_of_row(row.read), {pk: judged[pk] for pk in found[row.number]})
        for row in like_some
        if row.number not in sure
    }
    known = load({*sure.values(), *(pk for some in matches.values() for pk in some)})
    for row in open_rows:
        if row.number in sure:
            row.existing = known[sure[row.number]]
        elif row.number in matches:
            likeliest(row, matches[row.number], known)
        if row.existing is None and row.candidate is None and not row.read.get("code"):
            row.twin = _twin_above(row, sheet)


def _surely(row: Row, pks: Sequence[int], by_number: Mapping[str, list[int]], judged: Mapping[int, Subject]) -> int:
    """The one record with the row's registration number and name; 0 for none, or several.

    A code that we do not have is a promise that the organisation is another one.
    """
    numbered = by_number.get(number_of(row), ()) if not row.read.get("code") else ()
    key = name_key(row) if numbered else ""
    same = [pk for pk in pks if pk in numbered and matching_key(judged[pk].name) == key]
    return same[0] if len(same) == 1 else 0


def possible_matches(mine: Subject, judged: Mapping[int, Subject]) -> dict[int, Match]:
    """What the duplicate finder says of a row and some records, of those that are possibly one."""
    return {pk: match for pk, subject in judged.items() if (match := possible(mine, subject))}


def likeliest(row: Row, possible: Mapping[int, Match], known: Mapping[int, Existing]) -> None:
    """Attach the one organisation that a row surely means, else the likeliest candidate, if there is any."""
    if not possible:
        return
    sure = [pk for pk, match in possible.items() if match.is_sure]
    best = min(possible, key=lambda pk: (-possible[pk].score, pk))
    row.reasons = possible[best].reasons
    if len(sure) == 1 and not row.read.get("code"):
        row.existing, row.is_guessed = known[best], True
    else:
        row.candidate = known[best]


def subject_of_row(read: Mapping[str, Any]) -> Subject:
    """A row as the duplicate finder sees it."""
    return Subject.of({**read, **{f"{level}_id": read.get(level) for level in ("province", "district", "subdistrict")}})


def number_of(row: Row) -> str:
    return str(row.read.get("registration_number") or "")


def _found(row: Row, by_number: Mapping[str, list[int]], by_name: Mapping[tuple[str, str], list[int]]) -> Sequence[int]:
    numbered, named = by_number.get(number_of(row), ()), by_name.get((row.read.get("province", ""), name_key(row)), ())
    return list(dict.fromkeys([*numbered, *named]))[:_MOST] if numbered or named else ()


def name_key(row: Row) -> str:
    """The matching key of the row's name, made once."""
    if not row.name_key:
        row.name_key = matching_key(row.read.get("name_th", ""))
    return row.name_key


def _twin_above(row: Row, sheet: Sheet) -> int:
    """The number of the row above that is the same organisation; 0 for none. Keys are hashed: a file may be long."""
    read = row.read
    name = hash((read.get("province"), read.get("district"), read.get("legal_form"), name_key(row)))
    twin = sheet.names.setdefault(name, row.number)
    if number := read.get("registration_number"):
        twin = min(twin, sheet.numbers.setdefault(hash(number), row.number))
    return twin if twin != row.number else 0


def _pks_by_number(numbers: set[Any]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    if numbers:
        with connection.cursor() as cursor:
            # The empty ones are not in the index, which PostgreSQL must be told of a list of numbers.
            cursor.execute(
                "SELECT o.id, o.registration_number FROM organisations_organisation o"
                " WHERE o.registration_number = ANY(string_to_array(%s, chr(31)))"
                " AND NOT (o.registration_number = '') AND o.state <> %s ORDER BY o.id",
                [_listed(numbers), State.MERGED],
            )
            for pk, number in cursor.fetchall():
                found[number].append(pk)
    return found


def _pks_by_name(places: set[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    if places:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT o.id, o.province_id, o.name_key FROM organisations_organisation o"
                " JOIN unnest(string_to_array(%s, chr(31)), string_to_array(%s, chr(31))) AS wanted(province, key)"
                " ON o.province_id = wanted.province AND o.name_key = wanted.key WHERE o.state <> %s ORDER BY o.id",
                [*map(_listed, zip(*places, strict=True)), State.MERGED],
            )
            for pk, province, key in cursor.fetchall():
                found[province, key].append(pk)
    return found


def _listed(tidy: Iterable[str]) -> str:
    """Texts without controls as one, of which PostgreSQL makes a list in a tenth of the time that the driver takes."""
    return "\x1f".join(tidy)


def load(pks: Iterable[int]) -> dict[int, Existing]:
    """The organisations with these keys, with everything that a column can change, in three queries."""
    wanted = list(pks)
    if not wanted:
        return {}
    found: dict[int, Existing] = {}
    fields = Organisation.objects.filter(pk__in=wanted).values(*_OWN, "pk", "state", "updated_at", "merged_into__code")
    for values in fields:
        own = {feed: _json(values[feed]) for feed in _OWN}
        own["merged_into"] = values["merged_into__code"]
        found[values["pk"]] = Existing(
            values["pk"], values["code"], values["name_th"], values["state"], values["updated_at"].isoformat(), own
        )
    for person in Person.objects.filter(organisation__in=wanted).values("organisation", "kind", *_PERSON_FIELDS):
        values = found[person["organisation"]].values
        values.update({f"{person['kind']}.{field}": person[field] for field in _PERSON_FIELDS})
    budgets = YearlyBudget.objects.filter(organisation__in=wanted).order_by("organisation_id", "-fiscal_year")
    for organisation, year, total in budgets.distinct("organisation_id").values_list(
        "organisation", "fiscal_year", "total"
    ):
        found[organisation].values.update({"budget.total": str(total), "budget.fiscal_year": year})
    return found


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
