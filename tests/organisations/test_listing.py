"""What the database keeps for lists, after every kind of write."""

import random
import threading

import pgtrigger
import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from organisations.choices import State, Taxonomy
from organisations.listing import checking, common_words, fresh
from organisations.models import CommonWord, CountChange, Listing, Organisation, Tally, Term, WordHit
from organisations.tasks import tidy_listing
from tests.factories.organisations import OrganisationFactory
from thai.loose import loosen

NOTHING = checking.Differences(0, 0, 0, 0)
DISTRICTS = {"50": ["5001", "5002"], "90": ["9001", "9011"], "10": ["1001", None]}


def row(pick):
    province = pick.choice(list(DISTRICTS))
    name = pick.choice(["ก", "ข", "ค"]) * pick.randint(1, 3)
    state = pick.choice([State.DRAFT, State.SUBMITTED, State.RETURNED, State.VERIFIED])
    text = f"|{name}|/|x|/|{pick.choice(['', 'กข', name])}|"
    return {
        "name_th": name,
        "name_sort": name,
        "search_text": text,
        "loose_text": loosen(text),
        "province_id": province,
        "district_id": pick.choice(DISTRICTS[province]),
        "legal_form": pick.choice(["association", "foundation", "no-such-form"]),
        "level": pick.choice(["", "tambon"]),
        "capacity_level": pick.choice(["", "basic"]),
        "issues": pick.sample(["01", "04", "17", "no-such-issue"], pick.randint(0, 3)),
        "expertise": pick.sample(["E01", "E04"], pick.randint(0, 2)),
        "targets": pick.sample(["children", "women"], pick.randint(0, 2)),
        "fields": pick.sample(["health", "education"], pick.randint(0, 2)),
        "status": pick.choice(["active", "dormant"]),
        "state": state,
        "verified_at": "2020-01-01T00:00:00Z" if state == State.VERIFIED else None,
        "member_count": pick.choice([None, 5]),
    }


def orm_insert(pick, cursor):
    OrganisationFactory.create_batch(pick.randint(1, 3), **row(pick))


def orm_save(pick, cursor):
    one = Organisation.objects.order_by("?").first()
    if one is not None:
        for name, value in row(pick).items():
            setattr(one, name, value)
        one.merged_into = None
        one.save()


def sql_update(pick, cursor):
    values = row(pick)
    others = {"state", "verified_at", "province_id", "district_id", "search_text", "loose_text"}
    names = [*pick.sample(sorted(set(values) - others), 3), "search_text", "loose_text"]
    sets = ", ".join(f"{name} = %s" for name in names)
    cursor.execute(
        f"UPDATE organisations_organisation SET {sets} WHERE id %% 3 = %s",
        [*(values[name] for name in names), pick.randint(0, 2)],
    )


def sql_move(pick, cursor):
    province = pick.choice(list(DISTRICTS))
    cursor.execute(
        "UPDATE organisations_organisation SET province_id = %s, district_id = NULL WHERE id %% 4 = %s",
        [province, pick.randint(0, 3)],
    )


def copy(pick, cursor):
    one = Organisation(code="", **row(pick))
    fields = [field for field in Organisation._meta.concrete_fields if field.name != "id"]
    names = ", ".join(f'"{field.column}"' for field in fields)
    with cursor.copy(f"COPY organisations_organisation ({names}) FROM STDIN") as lines:
        for number in range(pick.randint(1, 4)):
            one.code = f"C{pick.random()}"[:10] + str(number)
            values = {field.column: field.pre_save(one, add=True) for field in fields}
            lines.write_row([values[field.column] for field in fields])


def delete(pick, cursor):
    # No path deletes a record; should one come, the counts must know.
    with pgtrigger.ignore("organisations.Organisation:organisation_is_kept"):
        cursor.execute("UPDATE organisations_organisation SET state = 'draft', merged_into_id = NULL")
        cursor.execute("DELETE FROM organisations_organisation WHERE id %% 5 = %s", [pick.randint(0, 4)])


def merge(pick, cursor):
    two = list(Organisation.objects.exclude(state=State.MERGED).filter(merged=None)[:2])
    if len(two) == 2:
        Organisation.objects.filter(pk=two[0].pk).update(state=State.MERGED, merged_into=two[1])


def fold(pick, cursor):
    checking.fold()


def part(pick, cursor):
    cursor.execute("SELECT organisations_part_names(4, %s)", [pick.randint(3, 20)])


def learn(pick, cursor):
    common_words.want(pick.choice(["ก", "ขข", "คคค", "ง"]))
    common_words.learn()


def settle(pick, cursor):
    cursor.execute(
        "UPDATE organisations_searchable SET fresh = true WHERE organisation_id %% 3 = %s", [pick.randint(0, 2)]
    )
    fresh.settle()


def rolled_back(pick, cursor):
    with transaction.atomic():
        pick.choice([orm_insert, sql_update, sql_move])(pick, cursor)
        transaction.set_rollback(True)


WRITES = [
    *(orm_insert, orm_insert, orm_save, sql_update, sql_move, copy, copy, delete, merge, fold, part, learn, learn),
    *(settle, rolled_back),
]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 3])
def test_everything_kept_is_exact_after_every_kind_of_write(seed):
    pick = random.Random(seed)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for number in range(120):
            write = pick.choice(WRITES)
            write(pick, cursor)
            assert checking.differences() == NOTHING, (number, write.__name__)
    assert Listing.objects.count() == Organisation.objects.count() > 0
    assert Listing.objects.values("place").distinct().count() > 1
    assert CommonWord.objects.exclude(hits=None).count() == 4
    assert WordHit.objects.values("rank").distinct().count() > 2


@pytest.mark.django_db
def test_a_rebuild_mends_what_was_spoilt():
    OrganisationFactory.create_batch(3)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_listing SET issues = 0 WHERE organisation_id % 2 = 0")
        cursor.execute("DELETE FROM organisations_countchange")
        cursor.execute("UPDATE organisations_searchable SET search_text = ''")
        cursor.execute("INSERT INTO organisations_wordhit (word, rank, organisation_id) VALUES (1, 1, 1)")
    assert checking.differences().words == 1
    checking.rebuild()
    assert checking.differences() == NOTHING
    assert CountChange.objects.count() == 0


@pytest.mark.django_db
def test_folding_keeps_the_counts():
    OrganisationFactory.create_batch(3)
    assert checking.fold() > 0
    assert (CountChange.objects.count(), checking.differences()) == (0, NOTHING)
    Organisation.objects.update(issues=["17"])
    assert checking.fold() > 0
    assert Tally.objects.get(state=3, province=50, key=0, value=0).number == 3


@pytest.mark.django_db
def test_a_term_that_comes_later_is_counted_too():
    OrganisationFactory(issues=["98"])
    assert Listing.objects.get().issues == 0
    term = Term.objects.create(taxonomy=Taxonomy.ISSUE, code="98", name_th="ใหม่", name_en="New")
    term.refresh_from_db()
    assert Listing.objects.get().issues == 1 << term.number
    assert checking.differences() == NOTHING


@pytest.mark.django_db
def test_a_list_has_62_terms_at_most():
    have = Term.objects.filter(taxonomy=Taxonomy.LEVEL).count()
    more = [Term(taxonomy=Taxonomy.LEVEL, code=f"x{number}", name_th="ก", name_en="a") for number in range(63 - have)]
    Term.objects.bulk_create(more[:-1])
    with pytest.raises(IntegrityError, match="The list level is full: it has 62 terms"), transaction.atomic():
        more[-1].save()


@pytest.mark.django_db(transaction=True)
def test_writers_do_not_wait_for_each_other():
    """Two transactions write the same province and values, and both end before either would have to wait."""
    OrganisationFactory()
    met = threading.Barrier(2, timeout=20)
    failed = []

    def write():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                OrganisationFactory.create_batch(2)
                met.wait()
                OrganisationFactory.create_batch(2)
                met.wait()
        except Exception as error:  # noqa: BLE001 - of a thread, told below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (checking.differences(), Organisation.objects.count()) == (NOTHING, 9)


@pytest.mark.django_db
def test_the_beat_parts_long_stretches_of_names(monkeypatch):
    monkeypatch.setattr(checking, "LONGEST_STRETCH", 4)
    monkeypatch.setattr(checking, "MOST_AT_ONCE", 5)
    for number in range(20):
        OrganisationFactory(name_th=f"สมาคม {number:02}")
    assert tidy_listing() > 0
    stretches = Tally.objects.filter(province=0, key=7, number__gt=0)
    assert max(stretches.values_list("number", flat=True)) <= 4
    places = [row.listing.place for row in Organisation.objects.select_related("listing").order_by("name_sort")]
    assert places == sorted(places)
    assert (tidy_listing(), checking.differences()) == (0, NOTHING)
