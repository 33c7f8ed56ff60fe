"""python -m tests.browser.prepare N: everything that `make run` loads, and a demo registry of N organisations."""

import sys

import django
from django.core.management import call_command

from csoregistry import embedded

if __name__ == "__main__":
    embedded.join()
    django.setup()
    from csoregistry import setup  # it reads the settings

    setup.prepare(say=lambda text: None, demo=False)
    call_command("demo", organisations=int(sys.argv[1]), yes=True, verbosity=0)
