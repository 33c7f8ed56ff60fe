"""A secret made once and kept, for machines where SECRET_KEY is not given."""

import os
from pathlib import Path
from secrets import token_urlsafe


def kept_secret(path: Path) -> str:
    """Return the secret kept at `path`, making it first where there is none.

    Two processes that start together agree: the file appears whole, and only once.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(token_urlsafe(48), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")
