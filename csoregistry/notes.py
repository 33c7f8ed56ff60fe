"""What the setting up has done to a database, noted in that database, so that it is not done again.

A note is a step's name and a digest of what the step read. It lies beside the data and is gone when they are; Django is
not needed to read it, so that a second `make run` starts the processes at once.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from csoregistry.environment import ROOT, database_url

TABLE = "registry_setup"

# What the registry is made of: whatever else lies in a checkout changes nothing of what was set up.
FOLDERS = (
    "accounts",
    "core",
    "csoregistry",
    "forum",
    "imports",
    "indicators",
    "locale",
    "organisations",
    "places",
    "plans",
    "reports",
    "researchers",
    "static",
    "thai",
)
# Made from the others, so that they are no reason to make anything; half of one may lie there after a kill.
MADE = frozenset({".mo", "__pycache__"})


def digest_of(*names: str) -> str:
    """Return a digest of the named files and of all files below the named folders: name, size and time of change."""
    digest = hashlib.sha256()
    for name in names:
        top = ROOT / name
        for path in sorted([top, *top.rglob("*")]):
            if MADE.isdisjoint({*path.suffixes, *path.parts}) and path.is_file():
                found = path.stat()
                digest.update(f"{path.relative_to(ROOT)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def of_everything(*, demo: bool) -> str:
    """Return the digest that the note of a whole setting up holds."""
    return digest_of(*FOLDERS, "requirements/run.txt") + (" with the demo" if demo else "")


def all_done(*, demo: bool) -> bool:
    """Tell whether this code has set this database and this checkout's files up before; False where in doubt."""
    if not (ROOT / "var/static/.digest").exists():
        return False
    try:
        with _cursor() as cursor:
            # The second question: somebody may have emptied the tables.
            cursor.execute(f"SELECT digest, EXISTS (SELECT FROM places_province) FROM {TABLE} WHERE step = 'all'")  # noqa: S608 - a constant
            return cursor.fetchone() == (of_everything(demo=demo), True)
    except psycopg.Error:
        return False


def noted(step: str) -> str | None:
    """Return the digest that was noted for a step, or None."""
    with _cursor() as cursor:
        cursor.execute(f"SELECT digest FROM {TABLE} WHERE step = %s", [step])  # noqa: S608 - a constant
        row = cursor.fetchone()
    return row[0] if row else None


def note(step: str, digest: str) -> None:
    """Note that a step was done."""
    with _cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} VALUES (%s, %s) ON CONFLICT (step) DO UPDATE SET digest = excluded.digest",  # noqa: S608 - a constant
            [step, digest],
        )


def make_table() -> None:
    """Make the table of notes where there is none."""
    with _cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (step text PRIMARY KEY, digest text NOT NULL)")


def demo_accounts(names: tuple[str, ...]) -> list[str]:
    """Return which of the demo accounts there are, in the order of `names`."""
    with _cursor() as cursor:
        cursor.execute("SELECT username FROM accounts_user WHERE username = ANY(%s) AND is_active", [list(names)])
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in names if name in found]


@contextmanager
def _cursor() -> Iterator[psycopg.Cursor]:
    with psycopg.connect(database_url(), autocommit=True, connect_timeout=10) as connection:
        yield connection.cursor()
