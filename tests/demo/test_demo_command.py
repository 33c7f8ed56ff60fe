import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from csoregistry.demo.making import make
from organisations.models import Organisation
from tests.demo.conftest import SEED


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
