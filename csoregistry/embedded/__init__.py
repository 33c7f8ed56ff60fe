"""PostgreSQL and Valkey from wheels, where DATABASE_URL or REDIS_URL is not given.

Every process that needs them calls `join()`: the first starts the servers, the others find them, and the last one out
stops them. Who uses them is a shared lock on `var/lock/users`, so a process that is killed counts no more, and servers
that nobody stopped are found again, or recovered, by the next one. Starts and stops are serialised by `var/lock/turn`.

Data are kept in `var/postgres` and `var/valkey`, logs in `var/log`. Nothing listens on the network.
"""

import atexit
import os

from csoregistry.embedded.account import server_account
from csoregistry.embedded.locks import alone, open_lock, take_shared, try_exclusive
from csoregistry.embedded.places import EmbeddedError, Places
from csoregistry.embedded.postgres import Postgres
from csoregistry.embedded.server import Server
from csoregistry.embedded.valkey import Valkey
from csoregistry.environment import ROOT

__all__ = ["EmbeddedError", "database_url", "join", "leave", "redis_url", "stop_all"]

PLACES = Places(ROOT)

# The descriptor that holds this process's share of var/lock/users, while it has joined.
_share: int | None = None


def database_url() -> str:
    """Return the address of the embedded database; the same for every process of this checkout and account."""
    return Postgres(PLACES).url


def redis_url() -> str:
    """Return the address of the embedded broker, as redis-py spells it."""
    return Valkey(PLACES).url


def needed() -> list[Server]:
    """Return the servers that no address is given for."""
    servers: list[Server] = []
    if not os.environ.get("DATABASE_URL"):
        servers.append(Postgres(PLACES))
    if not os.environ.get("REDIS_URL"):
        servers.append(Valkey(PLACES))
    return servers


def join() -> None:
    """Make sure that the servers this process needs are running, until it ends. Twice is as good as once.

    Raises EmbeddedError, a sentence with what to do, where one does not start.
    """
    global _share
    servers = needed()
    if not servers or _share is not None:
        return
    with alone(PLACES.locks / "turn"):
        account = server_account()
        PLACES.own_sockets(account.uid, account.gid)
        _share = open_lock(PLACES.locks / "users")
        take_shared(_share)
        try:
            for server in servers:
                server.ensure(account)
        except BaseException:
            os.close(_share)
            _share = None
            raise
    atexit.register(leave)


def leave() -> None:
    """Leave the servers; stop them where nobody else uses them."""
    global _share
    if _share is None:
        return
    with alone(PLACES.locks / "turn"):
        if try_exclusive(_share):
            _stop()
        os.close(_share)
        _share = None


def stop_all() -> None:
    """Stop the servers of this checkout, whoever uses them."""
    with alone(PLACES.locks / "turn"):
        _stop()


def _stop() -> None:
    account = server_account()
    for server in (Valkey(PLACES), Postgres(PLACES)):
        server.stop(account)


def _share_of_a_child() -> None:
    """Give a forked child a share of its own: its end must not give away the share of its parent."""
    global _share
    if _share is not None:
        own = open_lock(PLACES.locks / "users")
        take_shared(own)
        os.close(_share)
        _share = own


os.register_at_fork(after_in_child=_share_of_a_child)
