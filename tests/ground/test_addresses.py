import pytest
import redis
from celery import Celery

from csoregistry import embedded
from csoregistry.addresses import broker_url, database_config, storage_config, with_database
from csoregistry.environment import from_files


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("redis://broker:6379/3", "redis://broker:6379/3"),
        ("rediss://:secret@broker/0", "rediss://:secret@broker/0"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock?virtual_host=0"),
        ("unix:///run/valkey.sock?db=2", "redis+socket:///run/valkey.sock?virtual_host=2"),
    ],
)
def test_celery_gets_its_own_spelling(given: str, wanted: str) -> None:
    assert broker_url(given) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("unix:///run/valkey.sock?db=0", "unix:///run/valkey.sock?db=4"),
        ("redis://broker:6379/0", "redis://broker:6379?db=4"),
    ],
)
def test_another_numbered_database(given: str, wanted: str) -> None:
    assert with_database(given, 4) == wanted


def test_redis_and_celery_mean_the_same_database() -> None:
    url = with_database(embedded.redis_url(), 15)
    with redis.Redis.from_url(url) as client, Celery(broker=broker_url(url)).connection_for_write() as broker:
        client.delete("ground")
        broker.default_channel.client.rpush("ground", "rung")
        assert client.lrange("ground", 0, -1) == [b"rung"]
        client.delete("ground")


def test_a_folder_of_sockets_is_the_host() -> None:
    config = database_config("postgresql://registry@:5432/registry?host=/tmp/sockets")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("/tmp/sockets", 5432, "registry")
    assert config["OPTIONS"] == {}


def test_a_password_may_hold_signs() -> None:
    config = database_config("postgresql://registry:p%40ss%2Fword@db.example:5432/registry")
    assert (config["PASSWORD"], config["HOST"]) == ("p@ss/word", "db.example")


def test_a_storage_is_a_folder_or_a_bucket() -> None:
    assert storage_config("file:///srv/files")["OPTIONS"]["location"] == "/srv/files"
    assert storage_config("/srv/files")["OPTIONS"]["location"] == "/srv/files"
    bucket = storage_config("s3://key:se%2Fcret@store.example:9000/registry?region=th-1&tls=no")["OPTIONS"]
    assert (bucket["endpoint_url"], bucket["bucket_name"]) == ("http://store.example:9000", "registry")
    assert (bucket["access_key"], bucket["secret_key"], bucket["region_name"]) == ("key", "se/cret", "th-1")


@pytest.mark.parametrize("url", ["ftp://host/folder", "s3://host", "s3:///bucket"])
def test_another_storage_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="STORAGE_URL must be a folder or s3:"):
        storage_config(url)


def test_a_variable_may_be_a_file(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from a file\n", encoding="utf-8")
    given = {"SECRET_KEY_FILE": str(secret), "OTHER_FILE": "/nowhere", "DEBUG": "1"}
    assert from_files(given) == {"SECRET_KEY": "from a file"}
