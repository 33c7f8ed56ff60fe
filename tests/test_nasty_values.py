"""Forty values that nobody should send, in every parameter of every address: an answer of ours, never an error.

Parameters are found in the code: what views, filters and forms read of a query, and the parts of the addresses.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import FileResponse
from django.urls import NoReverseMatch, reverse

from csoregistry.notes import FOLDERS
from organisations.querysets import COLUMNS
from tests.test_permissions import ROOMS
from tests.test_strangers import NASTY

pytestmark = pytest.mark.django_db

READ = re.compile(r"(?:GET|POST|data|params)\.get(?:list)?\(\s*\"(\w+)\"")
FIELD = re.compile(r"^    (\w+) = (?:forms\.)?\w*Field\(", re.MULTILINE)
# What an answer of ours may be; a server's error is none.
ANSWERS = {200, 302, 400, 401, 403, 404, 405, 409, 429}
# For addresses, which no server hands on with a line break or NUL in them.
IN_PATHS = [value for value in NASTY if value.strip() and len(value) < 1000 and "/" not in value]


def parameters():
    """Every name that the code reads of a query or a form."""
    found = {*COLUMNS, "q", "sort", "page", "size", "with", "record", "people", "query"}
    for room in FOLDERS:
        for path in sorted(Path(settings.BASE_DIR, room).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            found |= set(READ.findall(source))
            if "forms" in path.parts or path.name == "forms.py":
                found |= set(FIELD.findall(source))
    # The way to another language is Django's own.
    return sorted(found - {"next"})


NAMES = parameters()


@pytest.fixture
def cast(admin, staff, coordinator, coordinator_south, agency_officer, committee):
    return {
        "public": None,
        "admin": admin,
        "staff": staff,
        "coordinator": coordinator,
        "coordinator_south": coordinator_south,
        "agency": agency_officer,
        "committee": committee,
    }


def status(answer):
    """The status, with all of a streamed answer read: an error may come late."""
    if answer.streaming and not isinstance(answer, FileResponse):
        b"".join(answer.streaming_content)
    if isinstance(answer, FileResponse):
        answer.close()
    return answer.status_code


def test_names_are_found():
    assert {"q", "province", "version", "reason", "keys", "name_th", "with"} <= set(NAMES)


def addresses(room, cast):
    """Every address of a room by the name of its page, all found before anything is sent."""
    getattr(room, "make", lambda cast: None)(cast)
    arguments = getattr(room, "ARGUMENTS", {})
    return {page: reverse(page, args=arguments.get(page, lambda cast: [])(cast)) for page in room.TABLE}


def is_open(expected):
    """Whether a row of a permission table lets strangers see the page."""
    return expected.get("public", expected.get("*")) == 200


@pytest.mark.parametrize("role", ["admin", "public"])
@pytest.mark.parametrize("name", sorted(ROOMS))
def test_no_value_of_a_query_breaks_a_page(name, role, cast, client_of):
    room = ROOMS[name]
    client = client_of(cast[role])
    client.raise_request_exception = False
    broken = []
    for page, address in addresses(room, cast).items():
        if role == "public" and not is_open(room.TABLE[page]):
            continue
        for value in NASTY:
            if status(client.get(address, dict.fromkeys(NAMES, value))) not in ANSWERS:
                broken.append((page, value[:20]))
    assert broken == []


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_no_value_in_an_address_breaks_a_page(name, cast, client_of):
    room = ROOMS[name]
    getattr(room, "make", lambda cast: None)(cast)
    client = client_of(cast["admin"])
    client.raise_request_exception = False
    broken = []
    for page in room.TABLE:
        arguments = getattr(room, "ARGUMENTS", {}).get(page, lambda cast: [])(cast)
        for place in range(len(arguments)):
            for value in IN_PATHS:
                try:
                    address = reverse(page, args=[*arguments[:place], value, *arguments[place + 1 :]])
                except NoReverseMatch:
                    continue
                if status(client.get(address)) not in ANSWERS:
                    broken.append((page, place, value[:20]))
    assert broken == []


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_no_value_of_a_form_breaks_a_page(name, cast, client_of):
    room = ROOMS[name]
    broken = []
    for page, address in addresses(room, cast).items():
        client = client_of(cast["admin"])
        client.raise_request_exception = False
        for value in NASTY[::3]:
            if status(client.post(address, dict.fromkeys(NAMES, value))) not in ANSWERS:
                broken.append((page, value[:20]))
    assert broken == []
