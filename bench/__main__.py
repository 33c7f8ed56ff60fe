"""`make bench`: runs every module of this folder, prints one table, and writes bench/results.json.

A module offers `measure() -> Iterable[Row]`; it measures our way beside its floor and its peer in the same run.
"""

import json
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from bench.rows import Row

FOLDER = Path(__file__).parent


def main() -> None:
    """Run all benchmarks, one after the other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
    from csoregistry import embedded

    embedded.join()
    import django

    django.setup()
    rows: list[Row] = []
    for module in sorted(
        module.name for module in iter_modules([str(FOLDER)]) if module.name not in {"__main__", "registry", "rows"}
    ):
        print(f"==> {module}", file=sys.stderr, flush=True)
        measured: Iterable[Row] = import_module(f"bench.{module}").measure()
        for row in measured:
            print(f"{row.what:<48} {row.who:<8} {row.value:>12,.2f} {row.unit}", flush=True)
            rows.append(row)
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    results = {"machine": machine, "rows": [asdict(row) for row in rows]}
    (FOLDER / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
