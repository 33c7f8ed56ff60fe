import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from csoregistry.demo.making import make
from organisations.models import Organisation
from tests.demo.conftest import COUNT, SEED

USERS = ["admin", "agency", "committee", "coordinator", "coordinator.south", "staff"]


def test_it_makes_what_it_says_and_the_rate(plan):
    said = io.StringIO()
    call_command("demo", organisations=30, yes=True, stdout=said)
    assert "30 organisations\n" in said.getvalue()
    assert "organisations a second" in said.getvalue()
    assert "password: registry-demo" in said.getvalue()


def test_it_refuses_where_debug_is_off(plan):
    with pytest.raises(CommandError, match="--yes"):
        call_command("demo")
    assert User.objects.count() == 0


def test_it_asks_for_debug_alone_where_debug_is_on(plan, settings):
    settings.DEBUG = True
    call_command("demo", organisations=3, verbosity=0)
    assert Organisation.objects.count() == 3


@pytest.mark.parametrize("count", [-1, 1_000_000])
def test_it_refuses_a_number_it_has_no_codes_for(plan, count):
    with pytest.raises(CommandError, match="--organisations"):
        call_command("demo", organisations=count, yes=True)


def test_it_says_which_command_loads_the_plan(db):
    with pytest.raises(CommandError, match="load_plan plans/documents/cso-1"):
        call_command("demo", yes=True)
    assert User.objects.count() == 0


def test_it_leaves_a_real_account_alone(plan, admin):
    User.objects.update(is_demo=False)
    with pytest.raises(CommandError, match="admin"):
        make(count=3, seed=SEED)
    assert Organisation.objects.count() == 0


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
