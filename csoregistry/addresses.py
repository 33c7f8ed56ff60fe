"""Addresses from the environment, turned into what Django, Celery and redis-py each ask for."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import environ


def database_config(url: str) -> dict[str, Any]:
    """Return Django's DATABASES entry for a PostgreSQL URL; `?host=` names a folder of unix sockets."""
    config: dict[str, Any] = environ.Env.db_url_config(url, engine="django.db.backends.postgresql")
    # Django's dbshell and our backup look for HOST, not among the options.
    config["HOST"] = config.get("OPTIONS", {}).pop("host", config["HOST"])
    return config


def broker_url(redis_url: str) -> str:
    """Return Celery's spelling of a redis-py URL: the two differ for unix sockets only."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"


def with_database(redis_url: str, number: int) -> str:
    """Return the same Redis server's URL with another numbered database."""
    parts = urlsplit(redis_url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | {"db": str(number)}
    path = parts.path if parts.scheme == "unix" else ""
    # Put together by hand: urlunsplit drops the // of a unix address, which redis-py asks for.
    return f"{parts.scheme}://{parts.netloc}{path}?{urlencode(query)}"


def storage_config(url: str) -> dict[str, Any]:
    """Return Django's STORAGES entry for a folder (`file:///srv/files`, or its plain path) or a bucket.

    A bucket is `s3://KEY:SECRET@HOST/BUCKET`, with `?region=…` where the service asks for one, and `?tls=no` for plain
    http inside a closed network. No address is ever made from a file's name: files are handed out by views that check
    rights.
    """
    parts = urlsplit(url)
    if parts.scheme in {"", "file"}:
        options = {"location": unquote(parts.path), "base_url": None, "file_permissions_mode": 0o600}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    if parts.scheme != "s3" or not parts.hostname or not parts.path.strip("/"):
        raise ValueError(f"STORAGE_URL must be a folder or s3://KEY:SECRET@HOST/BUCKET, not {parts.scheme}://…")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    protocol = "http" if query.get("tls") == "no" else "https"
    port = f":{parts.port}" if parts.port else ""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username or "") or None,
            "secret_key": unquote(parts.password or "") or None,
            "bucket_name": parts.path.strip("/"),
            "endpoint_url": f"{protocol}://{parts.hostname}{port}",
            "region_name": query.get("region"),
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
        },
    }
