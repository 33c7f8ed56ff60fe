"""The settings of the site that browsers visit: the system's own, over a database and folders that end with the run."""

import os
from pathlib import Path

from csoregistry.addresses import broker_url, with_database
from csoregistry.settings import *  # noqa: F403 - everything else is what users get
from csoregistry.settings import REDIS_URL as SYSTEM_REDIS_URL
from csoregistry.settings import STORAGES as SYSTEM_STORAGES

FOLDER = Path(os.environ["BROWSER_FOLDER"])

DEBUG = False
# The upper numbers: tests.settings counts from below.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
REDIS_URL = with_database(SYSTEM_REDIS_URL, 15 - _worker % 15)
CELERY_BROKER_URL = broker_url(REDIS_URL)
STATIC_ROOT = FOLDER / "static"
WHITENOISE_USE_FINDERS = False
STORAGES = {
    **SYSTEM_STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(FOLDER / "files"), "base_url": None},
    },
}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(FOLDER / "mail")
