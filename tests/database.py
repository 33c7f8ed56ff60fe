"""A migrated database kept as a template, so that a test run begins with a copy instead of with all migrations.

The template's name carries a digest of every migration, so a changed migration makes a new one and drops the old.
"""

import hashlib
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from csoregistry.embedded.locks import alone

PREFIX = "template_registry_"


def migrations_digest() -> str:
    """Return a digest of the text of every migration of every installed app."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        folder = Path(import_module(config.name).__path__[0], "migrations")
        for path in sorted(folder.glob("*.py")):
            digest.update(f"{config.label}/{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def use_template() -> None:
    """Make the template where it does not exist yet, and let Django copy it for this test run's database."""
    name = PREFIX + migrations_digest()
    with alone(settings.VAR_DIR / "lock" / "tests"), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            for old in found:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            draft = f"{PREFIX}draft"
            cursor.execute(f'CREATE DATABASE "{draft}" TEMPLATE template0')
            _migrate(draft)
            cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    connection.settings_dict["TEST"]["TEMPLATE"] = name


def _migrate(database: str) -> None:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
