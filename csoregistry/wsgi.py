import gc
import os

from csoregistry import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
embedded.join()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the servers must be up first
from django.urls import get_resolver  # noqa: E402

application = get_wsgi_application()
# Loads every view now, once for all processes that are forked from this one, and not at the first visit to each.
get_resolver().url_patterns  # noqa: B018 - a property that loads
# What is loaded stays. Without this the collector goes through all of it time and again while pages are made, which
# were 2 to 4 of the list's 20 ms, and writes to memory that forked processes could share.
gc.collect()
gc.freeze()
