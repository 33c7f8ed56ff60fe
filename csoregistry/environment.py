"""The environment, read once for settings and for the embedded servers.

`.env` beside manage.py is read where it exists; what the environment says already wins over it.
Any variable may be given as NAME_FILE, the path of a file that holds the value.
"""

import os
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent

# Only these have a NAME_FILE: other programs have variables that end in _FILE too.
VARIABLES = frozenset(
    {
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "DATABASE_URL",
        "DEBUG",
        "DEFAULT_FROM_EMAIL",
        "EMAIL_URL",
        "LOG_LEVEL",
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
        "OIDC_NAME",
        "OIDC_SERVER_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "STORAGE_URL",
    }
)


def from_files(values: dict[str, str]) -> dict[str, str]:
    """Return the variables that `values` gives as NAME_FILE, read, without the line break at the file's end."""
    return {
        name: Path(values[f"{name}_FILE"]).read_text(encoding="utf-8").rstrip("\r\n")
        for name in VARIABLES
        if values.get(f"{name}_FILE")
    }


if (ROOT / ".env").is_file():
    environ.Env.read_env(ROOT / ".env")
os.environ.update(from_files(dict(os.environ)))
env = environ.Env()


def database_url() -> str:
    """Return the address of the database: the one given, or the embedded server's."""
    from csoregistry import embedded  # it reads this module

    return env.str("DATABASE_URL", default="") or embedded.database_url()
