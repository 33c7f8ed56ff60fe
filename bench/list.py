"""The organisations list at 100,000 and 1,000,000 organisations, beside its floor and its peer.

Ours is the whole answer of the WSGI application in this process: every middleware, the view, its template. The floor
is SQL over the same kept tables, sent by psycopg alone, every row read: written by hand for the one question
(bench.floors), or the page's own where that is faster. The peer is Django's own change list over the same table, with
facets. That page and floor tell the truth is held against counting by plain GROUP BYs over the records themselves.

BENCH_ORGANISATIONS=100000 chooses the sizes, BENCH_ROUNDS how often each page is asked for.
"""

from __future__ import annotations

import itertools
import logging
import os
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

import psycopg
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from accounts.models import User
from bench.floors import Question
from bench.registry import registry
from bench.rows import Row
from csoregistry import memory, urls
from organisations import facets, filters, search
from organisations.choices import Taxonomy
from organisations.listing import common_words
from organisations.models import Organisation, Term
from organisations.querysets import COLUMNS, MANY
from organisations.scope import scope_of
from organisations.terms import current_terms

LIST = "/organisations/"
SIZE = 25
ROUNDS = {100_000: 15, 1_000_000: 7}
MEMORY_PAGES = 500


@dataclass(frozen=True)
class Asked:
    """One query of the list, as its address and as the peer's."""

    name: str
    address: str
    peer: str


QUERIES = (
    Asked("no filter", "", ""),
    Asked("one province", "province=50", "province__code__exact=50"),
    Asked(
        "province, issue, expertise",
        "province=50&issue=01&expertise=E04",
        "province__code__exact=50&issue=01&expertise=E04",
    ),
    Asked("common word", "q=สมาคม", "q=สมาคม"),
    Asked("rare word", "q={rare}", "q={rare}"),
    Asked("word and filters", "q=สมาคม&province=50&issue=01", "q=สมาคม&province__code__exact=50&issue=01"),
    Asked("page 2,000", "page=2000", "p=2000"),
)
WHO = ("admin", "coordinator", None)
_application = WSGIHandler()


def measure() -> Iterator[Row]:
    """Measure every query, for every reader, in every size."""
    logging.disable(logging.WARNING)
    # As the web processes do.
    memory.settle()
    sizes = [int(size) for size in os.environ.get("BENCH_ORGANISATIONS", "100000,1000000").split(",")]
    try:
        for size in sizes:
            with registry(size), override_settings(ROOT_URLCONF=__name__):
                yield from _of(size)
    finally:
        logging.disable(logging.NOTSET)


def _of(size: int) -> Iterator[Row]:
    rounds = int(os.environ.get("BENCH_ROUNDS", ROUNDS.get(size, 7)))
    rare = _rare_word()
    clients = {who: _client(who) for who in WHO}
    empty = _p50(lambda: clients["admin"].served("/empty/"), rounds)
    yield Row(f"{size:,}: an empty view", "ours", empty, "ms")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisations_wordhit; DELETE FROM organisations_commonword")
    for asked in QUERIES:
        address = f"{LIST}?{asked.address.format(rare=rare)}"
        if asked.name == "common word":
            # It is kept soon after somebody looked for it.
            first: dict[str | None, str] = {"admin": f"{size:,}: {asked.name}, admin, the first time"}
            yield from _compared(first, clients, address, rounds)
            common_words.learn()
        _check(clients, address)
        names = {who: f"{size:,}: {asked.name}, {who or 'signed out'}" for who in WHO}
        yield from _compared(names, clients, address, rounds)
        for who, client in clients.items():
            yield Row(f"{names[who]}: queries", "ours", len(_all_statements(client, address)), "")
    before = _resident()
    for number in range(MEMORY_PAGES):
        clients["admin"].served(f"{LIST}?{QUERIES[number % 2].address}&page={number % 50 + 1}")
    yield Row(f"{size:,}: resident memory before {MEMORY_PAGES} pages", "ours", before, "MB")
    yield Row(f"{size:,}: resident memory after them", "ours", _resident(), "MB")
    # Last: a web process does not have all that the peer loads and leaves, and it empties PostgreSQL's buffers.
    for asked in QUERIES:
        call = partial(clients["admin"].served, f"/peer/?{asked.peer.format(rare=rare)}")
        yield Row(f"{size:,}: {asked.name}, admin", "peer", _p50(call, 1 if size > 100_000 else 2), "ms")


def _compared(
    names: Mapping[str | None, str], clients: dict[str | None, Browser], address: str, rounds: int
) -> Iterator[Row]:
    """A page beside its floor, for each of some readers."""
    ours: dict[str | None, list[float]] = {who: [] for who in names}
    floors: dict[str | None, tuple[list[float], list[float]]] = {who: ([], []) for who in names}
    statements = {}
    for who in names:
        # Warm, and the SQL of the page with it.
        clients[who].get(address)
        own = _statements(clients[who], address)
        # Its last statement reads the rows of the page, and so does the floor's.
        statements[who] = own, [*((statement, None) for statement in _by_hand(who, address)), own[-1]]
    with psycopg.connect(**connection.get_connection_params()) as raw:
        raw.autocommit = True
        # In turns, so that whatever else the machine does is shared, among the readers too.
        for _round, who in itertools.product(range(rounds), names):
            ours[who].append(_ms(partial(clients[who].served, address)))
            for floor, asked in zip(floors[who], statements[who], strict=True):
                floor.append(_ms(partial(_floor, raw, asked)))
    for who, name in names.items():
        yield Row(name, "ours", median(ours[who]), "ms")
        yield Row(name, "floor", min(map(median, floors[who])), "ms")


class Browser(Client):
    """A reader's requests; `served` as a server sends them, without what Django's test client adds."""

    def served(self, address: str) -> bytes:
        """The page at an address."""
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())
        path, _mark, query = address.partition("?")
        environ = {
            "PATH_INFO": path,
            "QUERY_STRING": quote(query, "=&"),
            "HTTP_COOKIE": cookies,
            "HTTP_HOST": "localhost",
        }
        setup_testing_defaults(environ)
        response = _application(environ, _start)
        page = b"".join(response)
        response.close()
        return page


def _start(status: str, headers: Any, error: Any = None, /) -> Callable[[bytes], object]:
    assert status == "200 OK", status
    return len


def _client(who: str | None) -> Browser:
    client = Browser(SERVER_NAME="localhost")
    if who:
        user = User.objects.get(username=who)
        client.force_login(user, backend="accounts.backends.NameBackend")
    return client


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _p50(call: Callable[[], object], rounds: int) -> float:
    return median(_ms(call) for _round in range(rounds))


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1_000_000


def _all_statements(client: Client, address: str) -> list[tuple[str, Any]]:
    seen: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        client.get(address)
    return seen


def _statements(client: Client, address: str) -> list[tuple[str, Any]]:
    """The SQL of a page that finds, counts and reads its organisations; not what knows its reader."""
    return [
        (sql, params)
        for sql, params in _all_statements(client, address)
        if any(table in sql for table in ("organisations_organisation", "organisations_listing", "organisations_tally"))
    ]


def _floor(raw: psycopg.Connection, statements: list[tuple[str, Any]]) -> None:
    for sql, params in statements:
        psycopg.ClientCursor(raw).execute(sql, params).fetchall()


def _by_hand(who: str | None, address: str) -> list[str]:
    """The floor's own statements, which must find what the page finds."""
    query, asked, user = _read(who, address)
    skip = (query.page - 1) * SIZE
    statements = Question(scope_of(user), query.chosen, asked, skip, SIZE).statements()
    wanted = facets.Wanted(query.sort, query.page, SIZE)
    answer = facets.ask(scope_of(user), query.chosen, asked, wanted=wanted)
    with connection.cursor() as cursor:
        cursor.execute(statements[-1])
        assert [row[0] for row in cursor.fetchall()] == list(answer.ids), (who, address)
        cursor.execute(statements[0])
        counts = [int(row[-1]) for row in cursor.fetchall() if len(row) > 4 and row[1] is not None]
        assert not counts or sum(counts) == answer.counts.total, (who, address)
    return statements


def _read(who: str | None, address: str) -> tuple[filters.ListQuery, search.Understanding, Any]:
    user = User.objects.get(username=who) if who else AnonymousUser()
    query = filters.parse(RequestFactory().get(address).GET, current_terms(), user)
    return query, search.understand(query.q, Organisation.objects.visible_to(user)), user


def _rare_word() -> str:
    """The longest word of names that the fewest organisations have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM (SELECT DISTINCT id, unnest(string_to_array(name_th, ' ')) AS word"
            " FROM organisations_organisation WHERE id % 20 = 0) AS words WHERE length(word) BETWEEN 8 AND 14"
            " GROUP BY word ORDER BY count(*), length(word) DESC, word LIMIT 1"
        )
        return str(cursor.fetchone()[0])


def _check(clients: dict[str | None, Browser], address: str) -> None:
    """Hold a page against the QuerySets and GROUP BYs over the records, for every reader."""
    for who, client in clients.items():
        query, asked, user = _read(who, address)
        wanted = facets.Wanted(query.sort, query.page, SIZE)
        answer = facets.ask(scope_of(user), query.chosen, asked, wanted=wanted)
        found = Organisation.objects.visible_to(user).filtered(query.chosen, asked)
        total = found.count()
        first = (answer.number - 1) * SIZE
        ids = list(found.in_order(query.sort).values_list("pk", flat=True)[first : first + SIZE])
        assert (answer.counts.total, list(answer.ids)) == (total, ids), (who, address)
        for key in ("province", "issue", "form"):
            others = {other: codes for other, codes in query.chosen.items() if other != key}
            rows = Organisation.objects.visible_to(user).filtered(others, asked)
            assert dict(answer.counts.by.get(key, {})) == _grouped(rows, key), (who, address, key)
        assert f"{total:,}" in client.get(address).content.decode()


def _grouped(rows: Any, key: str) -> dict[str, int]:
    column = COLUMNS[key]
    inner, parameters = rows.order_by().values(column).query.sql_with_params()
    value = f"unnest({column})" if key in MANY else column
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT value, count(*) FROM (SELECT {value} AS value FROM ({inner}) AS r ({column})) AS v GROUP BY value",
            parameters,
        )
        return {value: number for value, number in cursor.fetchall() if value}


def _term_filter(key: str, column: str, taxonomy: Taxonomy) -> type[admin.SimpleListFilter]:
    class TermFilter(admin.SimpleListFilter):
        title = key
        parameter_name = key

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            return list(Term.objects.of(taxonomy).values_list("code", "name_th"))

        def queryset(self, request: HttpRequest, queryset: Any) -> Any:
            return queryset.filter(**{f"{column}__contains": [self.value()]}) if self.value() else queryset

    return TermFilter


class Peer(admin.ModelAdmin):
    """What one would write in an afternoon."""

    list_display = ("name_th", "code", "province", "state", "status", "updated_at")
    list_select_related = ("province",)
    list_per_page = SIZE
    search_fields = ("name_th", "name_en", "abbreviation", "code", "objectives")
    ordering = ("name_sort", "id")
    show_facets = admin.ShowFacets.ALWAYS
    list_filter = (
        "province",
        "legal_form",
        "level",
        "status",
        "state",
        "capacity_level",
        _term_filter("issue", "issues", Taxonomy.ISSUE),
        _term_filter("expertise", "expertise", Taxonomy.EXPERTISE),
        _term_filter("target", "targets", Taxonomy.TARGET),
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    """What every page of a signed-in reader costs at least: all middleware, the session and the account."""
    return HttpResponse(str(request.user.is_authenticated))


def peer(request: HttpRequest) -> HttpResponse:
    """Django's change list, through the same middleware."""
    return Peer(Organisation, admin.site).changelist_view(request)


urlpatterns = [path("empty/", empty), path("peer/", peer), *urls.urlpatterns]
