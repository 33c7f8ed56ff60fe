"""Merging two records and taking it back: nothing lost, nothing twice."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, models

from indicators.models import CommitteeSeat, NetworkMember
from organisations.actions.errors import ConflictError, WrongStateError
from organisations.actions.merging import BlockedError, merge, undo
from organisations.choices import State
from organisations.models import CapacityAssessment, DuplicatePair, Merge, Organisation, Person, YearlyBudget
from organisations.related import carried
from tests.factories.indicators import NetworkFactory, SeatFactory, SupportFactory
from tests.factories.organisations import (
    CapacityAssessmentFactory,
    OrganisationFactory,
    PersonFactory,
    YearlyBudgetFactory,
)

pytestmark = pytest.mark.django_db
# Not values of the records: a merge and its undoing are two writings.
STAMPS = {"version", "updated_at", "updated_by_id"}


def world():
    """Everything that a merge could touch, row by row."""
    found = {}
    for rows in {one.model: one for one in carried()}.values():
        if rows.model._meta.model_name in ("merge", "duplicatepair", "twinkey", "listing", "searchable"):
            continue
        for row in rows.model._default_manager.order_by("pk").values():
            found[rows.model._meta.label, row.get("id")] = {k: v for k, v in row.items() if k not in STAMPS}
    return found


def test_every_key_to_an_organisation_says_what_a_merge_does():
    known = {(one.model, one.field) for one in carried()}
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model is Organisation
        and (model, field.name) not in known
    ]
    assert missing == []


def test_fields_rows_and_names_come_together(staff):
    kept = OrganisationFactory(name_th="มูลนิธิแสงตะวัน", issues=["01"], phone="")
    gone = OrganisationFactory(
        name_th="ม.แสงตะวัน", issues=["04", "01"], phone="053-123-456", note="ข", state=State.DRAFT
    )
    PersonFactory(organisation=gone, name="ก")
    CapacityAssessmentFactory(organisation=gone, level="strong")
    seat, support = SeatFactory(organisation=gone), SupportFactory(organisation=gone)
    child = OrganisationFactory(parent=gone)
    merge(survivor=kept, merged=gone, choices={"note": "survivor"}, why="พิมพ์ซ้ำ", by=staff)
    for row in (kept, gone, seat, support, child):
        row.refresh_from_db()
    assert (kept.issues, kept.phone, kept.note) == (["01", "04"], "053-123-456", "")
    assert (kept.former_names, kept.capacity_level) == (["ม.แสงตะวัน"], "strong")
    assert (gone.state, gone.merged_into) == (State.MERGED, kept)
    assert {seat.organisation, support.organisation, child.parent, Person.objects.get().organisation} == {kept}


def test_what_may_stand_once_is_chosen_and_nothing_is_lost(staff):
    kept, gone = OrganisationFactory(), OrganisationFactory()
    PersonFactory(organisation=kept, name="ก")
    PersonFactory(organisation=gone, name="ข", phone="053-123-456")
    YearlyBudgetFactory(organisation=kept, total=1)
    YearlyBudgetFactory(organisation=gone, total=2)
    YearlyBudgetFactory(organisation=gone, total=3, fiscal_year=2564)
    network = NetworkFactory()
    for organisation in (kept, gone):
        NetworkMember.objects.create(network=network, organisation=organisation)
    before = world()
    done = merge(survivor=kept, merged=gone, choices={"people:head": "merged"}, by=staff)
    assert list(kept.people.values_list("name", "phone")) == [("ข", "053-123-456")]
    assert list(gone.people.values_list("name", flat=True)) == ["ข"]
    assert list(kept.budgets.values_list("fiscal_year", "total")) == [(2565, 1), (2564, 3)]
    assert list(gone.budgets.values_list("total", flat=True)) == [2]
    assert list(network.members.all()) == [kept]
    undo(merge=done, by=staff)
    assert world() == before


def test_rights_states_and_versions(staff, coordinator):
    kept, gone = OrganisationFactory(), OrganisationFactory()
    with pytest.raises(PermissionDenied):
        merge(survivor=kept, merged=gone, by=coordinator)
    with pytest.raises(ConflictError):
        merge(survivor=kept, merged=gone, versions=(kept.version, gone.version + 1), by=staff)
    done = merge(survivor=kept, merged=gone, versions=(kept.version, gone.version), by=staff)
    with pytest.raises(WrongStateError):
        merge(survivor=gone, merged=OrganisationFactory(), by=staff)
    with pytest.raises(PermissionDenied):
        undo(merge=done, by=coordinator)


def test_undoing_says_what_stands_in_the_way_and_puts_back_the_rest(staff):
    kept = OrganisationFactory(issues=["01"], phone="", email="")
    gone = OrganisationFactory(issues=["04"], phone="053-123-456", email="a@example.org")
    seat = SeatFactory(organisation=gone)
    done = merge(survivor=kept, merged=gone, by=staff)
    Organisation.objects.filter(pk=kept.pk).update(phone="053-999-999")
    with pytest.raises(BlockedError) as blocked:
        undo(merge=done, by=staff)
    found = [(one.pk, one.column, one.before, one.after, one.now) for one in blocked.value.obstacles]
    assert found == [(kept.pk, "phone", "", "053-123-456", "053-999-999")]
    undo(merge=done, partly=True, by=staff)
    for row in (kept, gone, seat, done):
        row.refresh_from_db()
    assert (kept.phone, kept.email, kept.issues, gone.state) == ("053-999-999", "", ["01"], State.VERIFIED)
    assert (seat.organisation, [one["column"] for one in done.kept]) == (gone, ["phone"])


def test_undoing_twice_is_once_and_later_merges_come_first(staff):
    first, second, third = (OrganisationFactory() for _number in range(3))
    early = merge(survivor=second, merged=first, by=staff)
    late = merge(survivor=third, merged=second, by=staff)
    with pytest.raises(WrongStateError):
        undo(merge=early, by=staff)
    undo(merge=late, by=staff)
    once = undo(merge=early, by=staff)
    assert undo(merge=early, by=staff).undone_at == once.undone_at
    assert Organisation.objects.filter(state=State.MERGED).count() == 0


def test_old_codes_lead_on_over_several_merges(staff, client_of):
    first, second, third = (OrganisationFactory() for _number in range(3))
    merge(survivor=second, merged=first, by=staff)
    merge(survivor=third, merged=second, by=staff)
    for user in (None, staff):
        response = client_of(user).get(first.get_absolute_url())
        assert (response.status_code, response.url) == (302, third.get_absolute_url())
        assert first.code in client_of(user).get(first.get_absolute_url(), follow=True).text


def test_random_merges_undone_in_turn_leave_everything_as_it_was(staff):
    rng = random.Random(2565)
    made = [
        OrganisationFactory(
            state=rng.choice([State.VERIFIED, State.DRAFT, State.RETURNED]),
            phone=rng.choice(["", "053-123-456"]),
            issues=rng.sample(["01", "02", "04"], rng.randrange(1, 3)),
            former_names=rng.choice([[], ["ชื่อเดิม"]]),
            note=rng.choice(["", "ก", "ข"]),
            registered_on=rng.choice([None, "2002-01-01"]),
            latitude=rng.choice([None, "18.5"]),
            member_count=rng.choice([None, 5]),
        )
        for _number in range(8)
    ]
    network = NetworkFactory()
    for organisation in made:
        if rng.random() < 0.6:
            PersonFactory(organisation=organisation, name=rng.choice("กขค"))
        if rng.random() < 0.6:
            YearlyBudgetFactory(organisation=organisation, fiscal_year=rng.choice([2564, 2565]))
        if rng.random() < 0.6:
            NetworkMember.objects.create(network=network, organisation=organisation)
        if rng.random() < 0.6:
            CapacityAssessmentFactory(organisation=organisation)
            SeatFactory(organisation=organisation)
        organisation.parent = rng.choice([None, *[other for other in made if other is not organisation]])
        organisation.save()
    for _round in range(6):
        before, merges = world(), []
        for _step in range(rng.randrange(1, 5)):
            live = list(Organisation.objects.exclude(state=State.MERGED))
            if len(live) < 2:
                break
            survivor, merged = rng.sample(live, 2)
            choices = {
                name: rng.choice(["survivor", "merged", "both", "?"])
                for name in ("name_th", "issues", "former_names", "note", "place", "parent", "people:head", "keep_name")
            }
            merges.append(merge(survivor=survivor, merged=merged, choices=choices, by=staff))
        assert Organisation.objects.filter(state=State.MERGED).count() == len(merges)
        for done in reversed(merges):
            undo(merge=done, by=staff)
        assert world() == before


@pytest.mark.django_db(transaction=True)
def test_many_at_once_merge_once_and_undo_once(staff):
    one, other = OrganisationFactory(), OrganisationFactory()
    before = world()

    def attempt(number):
        try:
            survivor, merged = (one, other) if number % 2 else (other, one)
            return bool(merge(survivor=survivor, merged=merged, by=staff))
        except WrongStateError:
            return False
        finally:
            connection.close()

    def take_back(done):
        try:
            return undo(merge=done, by=staff).undone_at
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
        done = Merge.objects.get()
        assert len(set(pool.map(take_back, [done] * 4))) == 1
    assert world() == before


def test_the_merged_leave_the_queue_of_pairs(staff):
    one, other = sorted((OrganisationFactory(), OrganisationFactory()), key=lambda row: row.pk)
    DuplicatePair.objects.create(first=one, second=other, score=90)
    merge(survivor=one, merged=other, by=staff)
    assert DuplicatePair.objects.count() == 0


def test_models_used_here_are_carried():
    assert {CommitteeSeat, CapacityAssessment, YearlyBudget} <= {one.model for one in carried()}
