"""What a file may cost before it is refused. An archive of 300,000 organisations stays well below each of these."""

from __future__ import annotations

import resource

MEGABYTE = 1024 * 1024

# 300,000 organisations with every column filled take 155 MB.
FILE_BYTES = 200 * MEGABYTE
UNPACKED_BYTES = 1500 * MEGABYTE
# A sheet of like rows packs 20 to 60 times; a bomb packs 1,000 times.
RATIO = 200
RATIO_MATTERS_FROM = 20 * MEGABYTE
ZIP_ENTRIES = 2_000
SHEETS = 100

ROWS = 300_000
COLUMNS = 256
CELLS = 20_000_000
LINE_CHARACTERS = 1_000_000
CELL_CHARACTERS = 131_072
HEADING_SEARCH_ROWS = 30

MEMORY_BYTES = 2048 * MEGABYTE
CPU_SECONDS = 150
FIRST_ANSWER_SECONDS = 120


def lower_own_limits() -> None:
    """Bind this process: a file that slips through the checks kills the reader, never the machine."""
    for what, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (value, value))
