"""python -m tests.browser.prepare N: all that `make run` loads, a demo registry of N organisations, and twins."""

import sys

import django
from django.core.management import call_command

from csoregistry import embedded

# One group written twice, for the pages of duplicates and merges.
TWINS = ("กลุ่มออมทรัพย์บ้านทุ่งนาใหม่", "กลุ่ม ออมทรัพย์ บ้านทุ่งนาใหม")


def make_twins() -> None:
    """Two drafts of one group, and the pair that a worker would find within a minute."""
    from accounts.models import User
    from organisations import actions
    from organisations.duplicates import scanning

    staff = User.objects.get(username="staff")
    for name in TWINS:
        values = {"name_th": name, "legal_form": "savings-group", "province_id": "95", "issues": ["01"]}
        actions.create(values=values, by=staff)
    scanning.catch_up()


if __name__ == "__main__":
    embedded.join()
    django.setup()
    from csoregistry import setup  # it reads the settings

    setup.prepare(say=lambda text: None, demo=False)
    call_command("demo", organisations=int(sys.argv[1]), yes=True, verbosity=0)
    make_twins()
