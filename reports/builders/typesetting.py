"""The process that sets a PDF: reads an order from its standard input, writes the file to its standard output.

It runs with `python -I` and without Django, so that it starts at once; it may use 2 GB of memory and 100 seconds of
processor time, opens no file but the template's and the fonts', and reaches no network.
"""

import gc
import json
import resource
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

MEMORY = 2 * 1024**3
SECONDS = 100
HERE = Path(__file__).resolve().parent
TEMPLATES = HERE.parent / "typst"


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It ends before there is anything to tidy up, and looking for it takes a sixth of the time.
    gc.disable()
    import fontpkg_sarabun
    import typst

    order = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(fontpkg_sarabun.__file__).parent / "files")],
    )
    done = b""
    for size in order["sizes"]:
        try:
            done = typst.compile(
                str(TEMPLATES / order["template"]),
                root=str(TEMPLATES),
                font_paths=fonts,
                format="pdf",
                sys_inputs={**order["inputs"], "size": str(size)},
                pdf_standards=["ua-1"],
                timestamp=order["timestamp"],
            )
        except typst.TypstError as error:
            sys.stderr.write(f"{error.message}\n{error.diagnostic}\n")
            return 1
        if not order["most_pages"] or done.count(b"/Type/Page/") <= order["most_pages"]:
            break
    sys.stdout.buffer.write(_beside("copyable").with_letters(done))
    return 0


def _beside(name: str) -> Any:
    """A package of this folder: an isolated process knows neither the folder nor the packages above it."""
    folder = HERE / name
    spec = spec_from_file_location(name, folder / "__init__.py", submodule_search_locations=[str(folder)])
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
