"""What stands after a run, and what another run adds to it."""

import pytest

from accounts.models import User
from csoregistry.demo.making import make
from organisations.models import Organisation
from tests.demo.conftest import COUNT, SEED

USERS = ["admin", "agency", "committee", "coordinator", "coordinator.south", "staff"]


def test_a_second_run_adds_nothing(demo):
    again = make(count=COUNT, seed=SEED)
    assert {kind: number for kind, number in again.made.items() if number} == {}
    assert Organisation.objects.count() == COUNT


def test_a_larger_number_adds_the_rest(demo):
    more = make(count=COUNT + 5, seed=SEED)
    assert more.made["organisations"] == 5
    assert Organisation.objects.count() == COUNT + 5


def test_a_smaller_number_takes_nothing_away(demo):
    assert make(count=3, seed=SEED).made["organisations"] == 0
    assert Organisation.objects.count() == COUNT


def test_the_demo_accounts(demo):
    users = User.objects.order_by("username")
    assert [user.username for user in users] == USERS
    assert {user.is_demo for user in users} == {True}
    by_name = {user.username: user for user in users}
    assert by_name["coordinator"].province_codes == {"50"}
    assert by_name["coordinator.south"].province_codes == {"90"}
    assert [row.agency.abbreviation for row in by_name["agency"].agency_memberships.all()] == ["สช."]


@pytest.mark.parametrize("username", USERS)
def test_each_signs_in_with_the_password_alone(demo, client, username):
    answer = client.post("/accounts/login/", {"login": username, "password": "registry-demo"})
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(User.objects.get(username=username).pk)
