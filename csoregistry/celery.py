"""The Celery app. `celery --app csoregistry worker` and `celery --app csoregistry beat` run it."""

import os

from celery import Celery
from celery.signals import beat_init, celeryd_init, setup_logging

from csoregistry import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")

app = Celery("csoregistry")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def join_the_servers(**kwargs: object) -> None:
    """Start the embedded servers for a worker or a beat; every other program has joined them by itself."""
    embedded.join()


@setup_logging.connect
def leave_logging_to_django(**kwargs: object) -> None:
    """A listener of this signal keeps Celery from setting up logs of its own."""
