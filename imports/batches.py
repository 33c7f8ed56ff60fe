"""Rows by the thousand: an iterator in pieces (itertools.batched comes with Python 3.12 only), and what they cost."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Tuples of `size` items, the last one shorter."""
    iterator = iter(items)
    while some := tuple(islice(iterator, size)):
        yield some


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
