"""Where the embedded servers of this checkout keep their things."""

import hashlib
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


class EmbeddedError(RuntimeError):
    """An embedded server does not start. The message is a sentence that says what to do."""


@dataclass(frozen=True)
class Places:
    """The folders of one checkout. Nothing here touches the disk until a method is called."""

    root: Path

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def locks(self) -> Path:
        return self.var / "lock"

    @property
    def sockets(self) -> Path:
        """The folder of both sockets: short, since a socket's path may have no more than 107 bytes."""
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        # Not tempfile's folder, which differs between processes of one machine; own_sockets() verifies whose it is.
        return Path("/tmp") / f"csoregistry-{os.geteuid()}-{digest}"  # noqa: S108

    def own_sockets(self, uid: int, gid: int) -> None:
        """Make the folder of the sockets for the account `uid`, and refuse one that somebody else laid out.

        Its name can be guessed and /tmp is everybody's, so what is found there is not trusted.
        """
        folder = self.sockets
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), uid}:
            raise EmbeddedError(f"{folder} belongs to somebody else. Delete it, then start again.")
        folder.chmod(0o700)
        if found.st_uid != uid:
            os.chown(folder, uid, gid)
