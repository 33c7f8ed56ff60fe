"""The process that sets a PDF: reads an order from its standard input, writes the file to its standard output.

It runs with `python -I` and without Django, so that it starts at once; it may use 2 GB of memory and 100 seconds of
processor time, opens no file but the template's and the fonts', and reaches no network.
"""

import json
import resource
import sys
from pathlib import Path

MEMORY = 2 * 1024**3
SECONDS = 100
TEMPLATES = Path(__file__).resolve().parent.parent / "typst"


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import fontpkg_sarabun
    import typst

    order = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(fontpkg_sarabun.__file__).parent / "files")],
    )
    try:
        done = typst.compile(
            str(TEMPLATES / "report.typ"),
            root=str(TEMPLATES),
            font_paths=fonts,
            format="pdf",
            sys_inputs={
                "document": json.dumps(order["document"], ensure_ascii=False),
                "shapes": json.dumps(order["shapes"]),
                "unbroken": json.dumps(order["unbroken"], ensure_ascii=False),
            },
            pdf_standards=["ua-1"],
            timestamp=order["timestamp"],
        )
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message}\n{error.diagnostic}\n")
        return 1
    sys.stdout.buffer.write(done)
    return 0


if __name__ == "__main__":
    sys.exit(main())
