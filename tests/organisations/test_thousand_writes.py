"""A thousand writes by every way there is leave a thousand entries, each with who, before and after."""

import random
from collections import Counter, defaultdict

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from core.history import STAMPS
from organisations import actions
from organisations.actions.merging import merge, undo
from organisations.bulk.meant import Meant
from organisations.choices import BulkKind, Taxonomy
from organisations.history import history_of, through_of
from organisations.keys import KEY_COLUMNS
from organisations.models import Organisation
from organisations.tasks import run_bulk
from organisations.terms import current_terms
from tests.factories.imports import committed, csv_of
from tests.factories.organisations import OrganisationFactory

# Each write is a transaction of its own, as in the system.
pytestmark = pytest.mark.django_db(transaction=True)
RECORDS = 40
# Of a record, what no entry says: keys made of the rest, and what goes with the state.
UNSEEN = {*KEY_COLUMNS, "state_since", "state_reason", "verified_at", "verified_by", "source"}
# Way → how many writes. Those that write many records at once do so in lots of RECORDS.
WRITES = {
    "form": 70,
    "restore": 30,
    "import": 6 * RECORDS,
    "command": 4 * RECORDS,
    "bulk": 4 * RECORDS,
    "many in SQL": 6 * RECORDS,
    "one in SQL": 60,
    # Two records each time, and two again when it is taken back.
    "merge": 40,
}
# How many entries one lot of a way leaves, where it is not one.
LOTS = {"import": RECORDS, "command": RECORDS, "bulk": RECORDS, "many in SQL": RECORDS, "merge": 4}


@pytest.fixture
def records():
    return [OrganisationFactory(name_th=f"สมาคมที่ {number}", abbreviation="0") for number in range(RECORDS)]


def by_form(records, word, client, staff):
    row = random.choice(records)
    row.refresh_from_db()
    answer = client.post(
        reverse("organisations:section", args=[row.code, "size"]), {"version": row.version, "staff_count": word}
    )
    assert answer.status_code == 302
    return [row], "staff_count"


def by_restoring(records, word, client, staff):
    """Back to a version in which something else stood."""
    for row in random.sample(records, len(records)):
        row.refresh_from_db()
        entries = history_of(row, current_terms(), with_people=True)
        address = reverse("organisations:version", args=[row.code, random.randrange(1, len(entries) + 1)])
        found = client.get(address).context["differences"]
        keys = [one.key for one, can in found if can and one.key in ("abbreviation", "staff_count", "lane", "road")]
        if keys:
            answer = client.post(address, {"version": row.version, "keys": keys[:1], "reason": word})
            assert answer.status_code == 302
            return [row], keys[0]
    raise AssertionError("Nothing to bring back")


def by_import(records, word, client, staff):
    rows = [{"รหัสทะเบียน": row.code, "ชื่อย่อ": word} for row in records]
    assert committed(csv_of(rows, ["รหัสทะเบียน", "ชื่อย่อ"]), by=staff).written["changed"] == len(rows)
    return records, "abbreviation"


def by_command(records, word, client, staff, tmp_path):
    file = tmp_path / f"{word}.csv"
    file.write_bytes(csv_of([{"รหัสทะเบียน": row.code, "ถนน": word} for row in records], ["รหัสทะเบียน", "ถนน"]))
    call_command("import_spreadsheet", str(file), username=staff.username, commit=True, as_json=True)
    return records, "road"


def by_bulk(records, word, client, staff):
    held = {code for row in Organisation.objects.all() for code in row.expertise}
    code = next(entry.code for entry in current_terms().current(Taxonomy.EXPERTISE) if entry.code not in held)
    action = actions.preview_bulk(
        kind=BulkKind("add"),
        parameters={"taxonomy": "expertise", "code": code},
        meant=Meant([row.code for row in records]),
        why="ตามมติ",
        by=staff,
    )
    run_bulk(str(action.pk))
    actions.confirm_bulk(action=action, by=staff)
    run_bulk(str(action.pk))
    return records, "expertise"


def by_many_in_sql(records, word, client, staff):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_organisation SET lane = %s", [word])
    return records, "lane"


def by_one_in_sql(records, word, client, staff):
    row = random.choice(records)
    Organisation.objects.filter(pk=row.pk).update(note=word)
    return [row], "note"


def by_merging(records, word, client, staff):
    """One record into another, and back. Which fields that changes is read from the rows themselves."""
    survivor, merged = random.sample(records, 2)
    fields = [field.attname for field in Organisation._meta.concrete_fields if field.name not in {*UNSEEN, *STAMPS}]

    def seen():
        return {
            row["pk"]: row for row in Organisation.objects.filter(pk__in=[survivor.pk, merged.pk]).values("pk", *fields)
        }

    written = []
    before = seen()
    done = merge(survivor=survivor, merged=merged, why=word, by=staff)
    for step in (lambda: None, lambda: undo(merge=done, by=staff)):
        step()
        after = seen()
        for row in (survivor, merged):
            changed = [name for name in fields if before[row.pk][name] != after[row.pk][name]]
            written.append((row, [Organisation._meta.get_field(name).name for name in changed]))
        before = after
    return written


WAYS = {
    "form": (by_form, "form"),
    "restore": (by_restoring, "restore"),
    "import": (by_import, "import"),
    "command": (by_command, "import"),
    "bulk": (by_bulk, "bulk"),
    "many in SQL": (by_many_in_sql, "sql"),
    "one in SQL": (by_one_in_sql, "sql"),
    "merge": (by_merging, "merge"),
}


def test_every_write_is_one_entry_with_who_before_and_after(records, admin, client_of, tmp_path, capsys):
    random.seed(2564)
    client = client_of(admin)
    lots = {way: count // LOTS.get(way, 1) for way, count in WRITES.items()}
    plan = [way for way, count in lots.items() for _time in range(count) if way != "restore"]
    random.shuffle(plan)
    # Something must have changed before it can be brought back.
    plan[len(plan) // 2 : len(plan) // 2] = ["restore"] * lots["restore"]
    written = defaultdict(list)
    for number, way in enumerate(plan, start=1):
        work, through = WAYS[way]
        more = {"tmp_path": tmp_path} if way == "command" else {}
        if way == "merge":
            entries = work(records, str(number), client, admin)
        else:
            touched, field = work(records, str(number), client, admin, **more)
            entries = [(row, [field]) for row in touched]
        for row, fields in entries:
            written[row.pk].append((through, fields))
    capsys.readouterr()

    assert sum(map(len, written.values())) == sum(WRITES.values()) == 1000
    who = Counter()
    for row in records:
        *entries, first = history_of(row, current_terms(), with_people=True)
        assert first.created
        found = [(through_of(entry), [change.key for change in entry.raw]) for entry in reversed(entries)]
        assert found == written[row.pk]
        values = {}
        for entry in reversed(entries):
            for change in entry.raw:
                assert change.before != change.after
                # What stood there before is what the entry before says.
                assert change.before == values.get(change.column.attname, change.before)
                values[change.column.attname] = change.after
            who[entry.who] += 1
        row.refresh_from_db()
        assert {name: getattr(row, name) for name in values} == values
    in_sql = WRITES["many in SQL"] + WRITES["one in SQL"]
    database_user = connection.settings_dict["USER"]
    assert who == {"คุณadmin": 1000 - in_sql, f"ผู้ใช้ฐานข้อมูล {database_user}": in_sql}
