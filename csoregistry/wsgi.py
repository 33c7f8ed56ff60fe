import os

from csoregistry import embedded, memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
embedded.join()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the servers must be up first
from django.urls import get_resolver  # noqa: E402

application = get_wsgi_application()
# Loads every view now, once for all processes that are forked from this one, and not at the first visit to each.
get_resolver().url_patterns  # noqa: B018 - a property that loads
memory.settle()
