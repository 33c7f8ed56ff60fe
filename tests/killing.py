"""Work in a process of its own that is killed while it is done."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection


def killed_worker(code, *arguments, after):
    """Run `code` over the test's database, which says “ready” when it begins, and kill it `after` so many seconds."""
    own = connection.settings_dict
    address = f"postgresql://{own['USER']}@:{own['PORT']}/{own['NAME']}?host={own['HOST']}"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address}
    with subprocess.Popen(
        [sys.executable, "-c", f"import sys, django; django.setup(); {code}", *arguments],
        env=environment,
        cwd=Path(settings.BASE_DIR),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout.readline() == b"ready\n"
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
