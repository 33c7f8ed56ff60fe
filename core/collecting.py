"""Python's collector of cycles, beside work on millions of values, of which none is part of a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Python looks for cycles after every 700 new objects, and among all that live ever so often; rows have none, and
    there are millions of their cells."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def not_collecting() -> Iterator[None]:
    """Not at all, and what is made meanwhile counts as old afterwards: it is not gone through at once."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What somebody else has frozen would thaw.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
