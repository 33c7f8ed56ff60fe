"""Files in the default storage that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage


def keep_whole(name: str, content: bytes, *, storage: Storage | None = None) -> str:
    """Keep a file under exactly this name, in the place of one that has it; return the name.

    In a folder it is written aside and renamed, so that a killed process leaves no half file under the name; a bucket
    takes an object whole or not at all.
    """
    where = storage or default_storage
    folder = getattr(where, "_wrapped", where)
    if isinstance(folder, FileSystemStorage):
        target = Path(folder.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as aside:
            aside.write(content)
            aside.flush()
            os.fsync(aside.fileno())
        Path(aside.name).replace(target)
        return name
    if where.exists(name):
        where.delete(name)
    return where.save(name, ContentFile(content))
