"""Is the database one that the registry can work with? Asked by migrate and by `check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

OLDEST_POSTGRESQL = 150000


@register(Tags.database)
def check_postgresql(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a PostgreSQL that is too old, and a database in which Thai words have no trigrams."""
    errors: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version_num')::int, current_setting('server_version'),"
                " datctype, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
            )
            number, version, ctype, encoding = cursor.fetchone()
        errors += _age(number, version) + _locale(ctype, encoding)
    return errors


def _age(number: int, version: str) -> list[CheckMessage]:
    if number >= OLDEST_POSTGRESQL:
        return []
    return [Error(f"PostgreSQL {version} is too old.", hint="Use PostgreSQL 15 or newer.", id="csoregistry.E001")]


def _locale(ctype: str, encoding: str) -> list[CheckMessage]:
    # Where lc_ctype is C, pg_trgm takes no Thai letter for a letter: show_trgm('เด็ก') is empty and no search finds it.
    if encoding == "UTF8" and ctype.upper().replace("-", "").endswith(".UTF8"):
        return []
    return [
        Error(
            f"The database has the encoding {encoding} and the character type {ctype}: a search in Thai finds nothing.",
            hint="Make it anew: CREATE DATABASE registry ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;",
            id="csoregistry.E002",
        )
    ]
