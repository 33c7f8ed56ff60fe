import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_healthz_answers_without_the_database(client: Client) -> None:
    # No database mark: a query would fail the test.
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_tells_each_part(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.json() == {"ready": True, "database": "ok", "broker": "ok", "storage": "ok"}
    assert answer.status_code == 200


@pytest.mark.django_db
def test_readyz_is_503_without_a_broker(client: Client, settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/valkey.sock?db=0"
    answer = client.get("/readyz")
    assert answer.json() == {"ready": False, "database": "ok", "broker": "ConnectionError", "storage": "ok"}
    assert answer.status_code == 503


@pytest.mark.django_db
def test_readyz_is_503_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("no route to a host whose name nobody needs to read")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "OperationalError")


def test_every_answer_carries_a_request_id(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-0001"})["X-Request-ID"] == "proxy-0001"
    assert len(client.get("/healthz", headers={"X-Request-ID": "<script>"})["X-Request-ID"]) == 32
