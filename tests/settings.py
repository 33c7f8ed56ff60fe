"""The settings of tests: those of the system, with what a test run must keep to itself."""

import os
import tempfile
from pathlib import Path

from csoregistry import translations
from csoregistry.addresses import broker_url, with_database
from csoregistry.settings import *  # noqa: F403 - tests run with all settings of the system
from csoregistry.settings import REDIS_URL as SYSTEM_REDIS_URL
from csoregistry.settings import STORAGES as SYSTEM_STORAGES

# Django keeps the catalogues that it finds at its start, so they are compiled before it.
translations.compile_all()

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECRET_KEY = "tests"

# A worker of `make run` in this checkout must not take up what a test rings for: a test process has a
# numbered database of its own in the broker.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
REDIS_URL = with_database(SYSTEM_REDIS_URL, 1 + _worker % 15)
CELERY_BROKER_URL = broker_url(REDIS_URL)

# Hashing a password is slow on purpose; tests sign in by the thousand.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_folder = tempfile.TemporaryDirectory(prefix="csoregistry-tests-")
STORAGES = {
    **SYSTEM_STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _folder.name, "base_url": None},
    },
    # Names with digests need collectstatic first; tests read the files where they lie.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(_folder.name)
WHITENOISE_AUTOREFRESH = True
