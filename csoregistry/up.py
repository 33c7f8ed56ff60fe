"""What `make run` does once the packages are installed: prepare what is not prepared yet, then run the processes.

`python -m csoregistry.up` and `manage.py up` are the same. The first loads Django only where there is something to
prepare, so a second start takes no longer than the web server itself.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence

from csoregistry import embedded, notes, processes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of both commands."""
    parser.add_argument("--no-demo", action="store_true", help="leave an empty registry empty")
    parser.add_argument("--setup-only", action="store_true", help="prepare, and run nothing")


def up(*, demo: bool, setup_only: bool) -> None:
    """Prepare and run. Raises processes.CannotRun, a sentence that says what to do."""
    # Ended like this, Python still leaves the embedded servers, and the last one out stops them.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    # A terminal that is closed means the same; the processes are in sessions of their own and would stay.
    signal.signal(signal.SIGHUP, lambda number, frame: os.kill(os.getpid(), signal.SIGTERM))
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not setup_only:
        processes.require_free_port(host, port)
    say("==> Starting the embedded PostgreSQL and Valkey" if embedded.needed() else "==> Using the servers given")
    embedded.join()
    if setup_only or not notes.all_done(demo=demo):
        _prepare(demo=demo)
    if not setup_only:
        processes.run(host=host, port=port, say=say)


def _prepare(*, demo: bool) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
    # Catalogues are compiled before Django looks for them.
    from csoregistry import translations

    translations.compile_all()
    django.setup()

    from csoregistry import setup

    setup.prepare(say=say, demo=demo)


def say(text: str) -> None:
    """Print a line at once, also where the output is a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m csoregistry.up", description=__doc__)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        up(demo=not options.no_demo, setup_only=options.setup_only)
    except (processes.CannotRun, embedded.EmbeddedError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        say("==> Stopped.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
