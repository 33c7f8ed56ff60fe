"""Every address × role: who may open which page.

tests/permissions/ROOM.py holds TABLE: url name → {role: status}; "*" stands for every role not
named. A page with arguments also needs ARGUMENTS: url name → function(cast) → list of arguments, and
may have QUERY: url name → query string. A room may define `make(cast)`, run before its pages are opened.
"""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.http import FileResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.permissions

ROLES = ["public", "coordinator", "staff", "agency", "committee", "admin"]

# Addresses of libraries that only react to a step of their own flow, and pages for machines.
LIBRARY_PREFIXES = ("account_", "mfa_", "socialaccount_", "openid_connect_", "admin:")

ROOMS = {
    module.name: importlib.import_module(f"tests.permissions.{module.name}")
    for module in pkgutil.iter_modules(tests.permissions.__path__)
}
TABLES = {name: expected for room in ROOMS.values() for name, expected in room.TABLE.items()}


def _names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= _names(
                pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
        elif pattern.name:
            found.add(f"{namespace}{pattern.name}")
    return found


def test_every_address_stands_in_the_table():
    ours = {name for name in _names(get_resolver().url_patterns) if not name.startswith(LIBRARY_PREFIXES)}
    assert ours - TABLES.keys() == set()


def test_the_table_names_only_addresses_that_exist():
    assert TABLES.keys() - _names(get_resolver().url_patterns) == set()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("room", sorted(ROOMS))
def test_who_may_open_which_page(
    room, role, admin, staff, coordinator, coordinator_south, agency_officer, committee, client_of
):
    cast = {
        "public": None,
        "coordinator": coordinator,
        "coordinator_south": coordinator_south,
        "staff": staff,
        "agency": agency_officer,
        "committee": committee,
        "admin": admin,
    }
    module = ROOMS[room]
    if hasattr(module, "make"):
        module.make(cast)
    client = client_of(cast[role])
    client.raise_request_exception = False
    found, expected = {}, {}
    for name, statuses in module.TABLE.items():
        make_arguments = getattr(module, "ARGUMENTS", {}).get(name, lambda cast: [])
        query = getattr(module, "QUERY", {}).get(name, "")
        response = client.get(reverse(name, args=make_arguments(cast)) + query)
        found[name] = response.status_code
        if isinstance(response, FileResponse):
            response.file_to_stream.close()
        expected[name] = statuses.get(role, statuses["*"])
    assert found == expected
