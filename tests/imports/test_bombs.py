"""Sixteen files that are made to harm: each is refused with its reason, by a child process that has 200 MB."""

from __future__ import annotations

import resource
import subprocess

import pytest

from imports.messages import UNREADABLE
from imports.reading import UnreadableFileError, heading_key, opened, spreadsheet
from tests.imports.bombs import BOMBS, HEADINGS

BYTES = 200 * 1024 * 1024


@pytest.fixture
def small_child(monkeypatch):
    """The reading child may use no more than BYTES of memory, addresses that it only reserves included."""

    def start(*args, **options):
        return subprocess.Popen(
            *args, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES)), **options
        )

    class Started:
        PIPE, DEVNULL, Popen = subprocess.PIPE, subprocess.DEVNULL, staticmethod(start)

    monkeypatch.setattr(spreadsheet, "subprocess", Started)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_its_reason(tmp_path, small_child, name):
    make, codes = BOMBS[name]
    path = tmp_path / "file"
    path.write_bytes(make())
    keys = frozenset(map(heading_key, HEADINGS))
    with pytest.raises(UnreadableFileError) as caught, opened(path, headings=keys) as sheet:
        for _row_of_it in sheet.rows:
            pass
    assert caught.value.code in codes
    assert UNREADABLE[caught.value.code] % caught.value.params != ""


def test_there_are_sixteen():
    assert len(BOMBS) == 16
    assert not any("too_heavy" in codes for _make, codes in BOMBS.values())
