import pytest
from django.core.management import call_command

from csoregistry.demo.making import make

SEED = 2564
COUNT = 240


@pytest.fixture
def plan(db):
    """The real plan and the forum, as `make run` loads them before the demo."""
    call_command("load_plan", "plans/documents/cso-1.yaml", verbosity=0)
    call_command("load_forum", "forum/documents/forum-2565.yaml", verbosity=0)


@pytest.fixture
def demo(plan):
    """A small demo registry; returns what was made."""
    return make(count=COUNT, seed=SEED)
