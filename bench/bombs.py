"""Sixteen spreadsheets that are made to harm: how long each takes to be refused, and the memory of its reader.

The reader is the import's own child process; its memory is the most that the kernel counted for it (VmHWM).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.rows import Row
from imports.reading import heading_key
from imports.reading.spreadsheet import ROOT

# The child as it is, and then what the kernel says of it.
CHILD = (
    "import imports.reading.child as child\n"
    "child.main()\n"
    "import sys\n"
    "peak = [line for line in open('/proc/self/status') if line.startswith('VmHWM')][0]\n"
    "print(peak.split()[1], file=sys.stderr)\n"
)


def measure() -> Iterator[Row]:
    """Seconds to the refusal and megabytes of the reader, for each bomb."""
    from tests.imports.bombs import BOMBS, HEADINGS

    keys = sorted(map(heading_key, HEADINGS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        for name, (make, codes) in BOMBS.items():
            path.write_bytes(make())
            begun = time.perf_counter()
            told = subprocess.run(
                [sys.executable, "-c", CHILD],
                cwd=ROOT,
                env={"PATH": os.defpath, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
                input=json.dumps({"path": str(path), "headings": keys, "other_sheets": []}) + "\n",
                capture_output=True,
                encoding="utf-8",
                check=True,
            )
            seconds = time.perf_counter() - begun
            end = json.loads(told.stdout.splitlines()[-1])
            assert end.get("error") in codes, (name, end)
            yield Row(f"bomb, {name}: refused as {end['error']} after", "ours", seconds, "s")
            yield Row(f"bomb, {name}: the reader's most memory", "ours", int(told.stderr.split()[-1]) / 1024, "MB")
