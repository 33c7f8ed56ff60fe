"""Log lines are JSON, each with its request, and without personal data."""

import json
import logging

import pytest
from django.test import Client

from csoregistry.logging import LineFormatter, request_id


def line(message: str, *arguments: object, error: BaseException | None = None) -> dict[str, object]:
    info = (type(error), error, None) if error else None
    record = logging.LogRecord("room", logging.WARNING, "file.py", 1, message, arguments, info)
    return json.loads(LineFormatter().format(record))


def test_a_record_is_one_line_of_json() -> None:
    found = line("%s of %s\nrows", 3, "ก")
    found.pop("time")
    assert found == {"level": "WARNING", "logger": "room", "message": "3 of ก\nrows"}


def test_a_record_carries_its_request() -> None:
    token = request_id.set("proxy-0001")
    try:
        assert line("x")["request"] == "proxy-0001"
    finally:
        request_id.reset(token)


def test_values_of_a_row_stay_out() -> None:
    said = "duplicate key\nDETAIL:  Key (email)=(somebody@example.go.th) already exists.\nHINT: x"
    found = line(said, error=ValueError(said))
    assert "somebody" not in json.dumps(found)
    assert found["message"] == "duplicate key\n\nHINT: x"


@pytest.mark.django_db
def test_a_request_is_logged_without_its_query(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="csoregistry.access"):
        Client().get("/accounts/login/?next=/organisations/&q=สมชาย")
    facts = caplog.records[-1].facts  # type: ignore[attr-defined]  # what our middleware adds
    facts.pop("ms")
    assert facts == {"method": "GET", "path": "/accounts/login/", "status": 200}
