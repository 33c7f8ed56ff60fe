"""The account that the servers run as.

PostgreSQL refuses to run as root, so root starts both servers as an account of their own; everybody else starts them as
themselves. That account must be able to reach the checkout and the virtualenv: where a folder above them is closed (as
/root is), it gets the permission to be passed through (o+x), not to be listed, and we say so.
"""

import os
import pwd
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csoregistry.embedded.places import EmbeddedError

NAME = "csoregistry"


@dataclass(frozen=True)
class Account:
    """Who the servers run as; `changes` tells whether that is somebody other than this process."""

    uid: int
    gid: int
    changes: bool

    def run_as(self) -> dict[str, Any]:
        """Return the arguments for subprocess.run."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.changes else {}

    def own(self, path: Path) -> None:
        """Give a folder or file that this process has just made to the account."""
        if self.changes and path.stat().st_uid != self.uid:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """Return the account for the servers, made first where root has none for them yet."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), changes=False)
    entry = _entry() or _made()
    return Account(entry.pw_uid, entry.pw_gid, changes=True)


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _made() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    answer = ""
    # Two checkouts may do this at once: the loser finds the account, or the account file locked for a moment.
    for _ in range(20):
        try:
            result = subprocess.run(
                [*command, "--shell", "/bin/false", NAME], capture_output=True, text=True, check=False
            )
            answer = result.stderr.strip()
        except FileNotFoundError:
            answer = "there is no useradd here"
        if entry := _entry():
            return entry
        time.sleep(0.1)
    raise EmbeddedError(
        f"PostgreSQL does not run as root, and the account {NAME} could not be made for it ({answer}). "
        f"Make that account, or run as an ordinary user, or give DATABASE_URL and REDIS_URL."
    )


def open_way_to(path: Path) -> None:
    """Let everybody pass through the folders above `path`."""
    for folder in path.resolve().parents:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            said = f"Gave passage (o+x) through {folder}, so that the embedded servers reach their files.\n"
            sys.stderr.write(said)


def open_tree(folder: Path) -> None:
    """Let everybody read and run what is in `folder`: programs of a wheel that was installed under a narrow umask."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
        if wanted != mode:
            path.chmod(wanted)
