import os

from csoregistry import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
embedded.join()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the servers must be up first

application = get_wsgi_application()
