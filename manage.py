#!/usr/bin/env python
"""Django's command line; starts the embedded servers first where no address is given."""

import os
import sys

from csoregistry import embedded

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
    try:
        embedded.join()
    except embedded.EmbeddedError as error:
        sys.exit(str(error))
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
