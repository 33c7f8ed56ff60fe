import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from csoregistry.embedded.places import EmbeddedError, Places
from tests.ground.checkout import Checkout, Guest, arrived, site_packages


def an_ordinary_python() -> str | None:
    """The interpreter that an account without rights can run, of the same version as ours."""
    if os.geteuid() != 0:
        return None
    check = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"
    for python in (sys.executable, shutil.which("python3", path="/usr/local/bin:/usr/bin") or sys.executable):
        try:
            if (
                subprocess.run([python, "-c", check], user="nobody", group=65534, extra_groups=[], cwd="/").returncode
                == 0
            ):
                return python
        except OSError:
            continue
    return None


ORDINARY_PYTHON = an_ordinary_python()
ACCOUNTS = ["ourselves", "nobody"] if ORDINARY_PYTHON else ["ourselves"]


@pytest.fixture(params=ACCOUNTS)
def checkout(request: pytest.FixtureRequest, open_folder: Path) -> Iterator[Checkout]:
    if request.param == "ourselves":
        made = Checkout.at(open_folder / "a")
    else:
        assert ORDINARY_PYTHON is not None
        made = Checkout.at(open_folder / "a", python=ORDINARY_PYTHON, uid=pwd.getpwnam("nobody").pw_uid)
    yield made
    made.clear_away()


def test_the_last_one_out_stops_the_servers(checkout: Checkout) -> None:
    first, second = checkout.join(), checkout.join()
    assert first.found["started"] == second.found["started"]
    first.leave()
    assert checkout.running() == {"postgres", "valkey"}
    second.leave()
    assert checkout.running() == set()


def test_everything_killed_is_recovered_with_its_data(checkout: Checkout) -> None:
    guest = checkout.join("kept")
    checkout.kill_servers()
    guest.process.kill()
    guest.process.communicate()
    again = checkout.join()
    assert (again.found["written"], again.found["queued"]) == (["kept"], ["kept"])
    again.leave()
    assert checkout.running() == set()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may pass through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="checkout-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def ours(open_folder: Path) -> Iterator[Checkout]:
    made = Checkout.at(open_folder / "a checkout")
    yield made
    made.clear_away()


def leave_all(guests: list[Guest]) -> None:
    for guest in guests:
        guest.leave()


def test_ten_at_once_start_one_server(ours: Checkout) -> None:
    guests = [arrived(process) for process in [ours.start() for _ in range(10)]]
    assert len({guest.found["started"] for guest in guests}) == 1
    leave_all(guests)
    assert ours.running() == set()


def test_servers_that_nobody_stopped_are_found_again(ours: Checkout) -> None:
    guest = ours.join("kept")
    guest.process.kill()
    guest.process.communicate()
    assert ours.running() == {"postgres", "valkey"}
    again = ours.join()
    assert again.found["started"] == guest.found["started"]
    assert again.found["written"] == ["kept"]
    again.leave()
    assert ours.running() == set()


def test_servers_that_die_under_a_guest_are_started_by_the_next(ours: Checkout) -> None:
    guest = ours.join("kept")
    ours.kill_servers()
    second = ours.join()
    assert second.found["written"] == ["kept"]
    assert second.found["started"] != guest.found["started"]
    leave_all([guest, second])
    assert ours.running() == set()


def test_two_checkouts_have_servers_of_their_own(ours: Checkout, open_folder: Path) -> None:
    other = Checkout.at(open_folder / "b")
    here, there = ours.join("here"), other.join("there")
    assert here.found["address"] != there.found["address"]
    here.leave()
    assert (ours.running(), other.running()) == (set(), {"postgres", "valkey"})
    second = other.join()
    assert second.found["written"] == ["there"]
    leave_all([there, second])
    assert other.running() == set()


def test_a_forked_child_does_not_take_the_servers_with_it(ours: Checkout) -> None:
    program = (
        "import os, sys\nfrom csoregistry import embedded\nembedded.join()\n"
        "if os.fork() == 0:\n    sys.exit(0)\n"
        "os.wait()\nimport psycopg\npsycopg.connect(embedded.database_url()).close()\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ours.root), *site_packages()])}
    result = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")
    assert ours.running() == set()


def test_a_program_ended_by_sigint_stops_the_servers(ours: Checkout) -> None:
    guest = ours.join()
    guest.process.send_signal(signal.SIGINT)
    guest.process.communicate(timeout=300)
    assert ours.running() == set()


def test_a_server_that_cannot_start_says_why(ours: Checkout) -> None:
    ours.join().leave()
    (ours.root / "var/postgres/PG_VERSION").write_text("9.6\n")
    process = ours.start()
    errors = process.communicate(timeout=300)[1]
    assert "The embedded postgres server does not start. The end of " in errors
    assert "was initialized by PostgreSQL version 9.6" in errors


def test_sockets_in_a_folder_of_somebody_else_are_refused(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(EmbeddedError, match="belongs to somebody else"):
            places.own_sockets(os.geteuid(), os.getegid())
    finally:
        places.sockets.unlink()


def test_a_socket_has_a_short_path_however_deep_the_checkout() -> None:
    longest = Places(Path("/" + "deep/" * 100)).sockets / ".s.PGSQL.5432.lock"
    assert len(os.fsencode(longest)) < 108
