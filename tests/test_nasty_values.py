"""Forty values that nobody should send, in every parameter of every address: an answer of ours, never an error.

Parameters are found in the code: what views, filters and forms read of a query, and the parts of the addresses.
"""

import re
from pathlib import Path
from urllib.parse import urlencode

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
FORM = "application/x-www-form-urlencoded"
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
# Each value under every name at once. Written once: writing takes longer than most pages do, and a long word of
# Thai under every name makes twelve megabytes, of which a fifth is longer than any field and any key of an index.
QUERIES = {value: urlencode(dict.fromkeys(NAMES, value if value.isascii() else value[:1000])) for value in NASTY}
# After so many values, a page that has not once looked at what was sent will not do so for another one.
ENOUGH = 3


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


def is_read(answer, part):
    """Whether anything looked at this part of the request, which Django takes apart at the first look only."""
    return part in vars(answer.wsgi_request)


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
        for tried, (value, query) in enumerate(QUERIES.items(), start=1):
            answer = client.get(address, QUERY_STRING=query)
            if status(answer) not in ANSWERS:
                broken.append((page, value[:20]))
            if tried == ENOUGH and not is_read(answer, "GET"):
                break
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
        for tried, value in enumerate(NASTY[::3], start=1):
            answer = client.post(address, QUERIES[value], content_type=FORM)
            if status(answer) not in ANSWERS:
                broken.append((page, value[:20]))
            if tried == ENOUGH and not is_read(answer, "_post"):
                break
    assert broken == []
