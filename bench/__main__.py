"""`make bench` runs every benchmark, `make bench ONLY="list export"` some; each prints ours beside its floor and peer.

A module of this folder is one by offering `measure() -> Iterable[Row]`. The figures are kept by benchmark in
bench/results.json, and as tables in bench/README.md.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from bench.rows import Row
from bench.tables import tables

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results.json"


def main(only: list[str]) -> None:
    """Run the benchmarks of these names, or all, one after the other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
    from csoregistry import embedded

    embedded.join()
    import django

    django.setup()
    from csoregistry.setup import prepare

    # Some measure over the demo registry of this checkout.
    prepare(say=lambda text: None, demo=True)
    known = dict(_benchmarks())
    if unknown := set(only) - set(known):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    for name in only or known:
        print(f"==> {name}", file=sys.stderr, flush=True)
        begun, rows = time.monotonic(), []
        for row in known[name].measure():
            print(f"{row.what:<60} {row.who:<6} {row.value:>14,.2f} {row.unit}", flush=True)
            rows.append(row)
        _keep(name, rows, time.monotonic() - begun)


def _benchmarks() -> Iterator[tuple[str, ModuleType]]:
    for found in sorted(iter_modules([str(FOLDER)]), key=lambda found: found.name):
        if found.name != "__main__":
            module = import_module(f"bench.{found.name}")
            if hasattr(module, "measure"):
                yield found.name, module


def _keep(name: str, rows: list[Row], seconds: float) -> None:
    """One benchmark's figures beside what others left, as soon as it has ended."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    what = str(import_module(f"bench.{name}").__doc__).partition("\n\n")[0].replace("\n", " ")
    results[name] = {"what": what, "machine": machine, "seconds": round(seconds), "rows": [asdict(row) for row in rows]}
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    (FOLDER / "README.md").write_text(tables(results), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
