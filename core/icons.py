"""The icons: files of templates/icons/, from Lucide, drawn into the page so that they take the colour of the text."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def folder() -> Path:
    return Path(settings.BASE_DIR) / "templates" / "icons"


def names() -> list[str]:
    """Every icon there is, by the name of its file."""
    return sorted(path.stem for path in folder().glob("*.svg"))


@cache
def drawing(name: str) -> str:
    """What is inside the <svg> of an icon, on a square of 24 by 24; ValueError for a name we do not have."""
    if name not in names():
        raise ValueError(f"There is no icon “{name}” in templates/icons.")
    match = _DRAWING.search((folder() / f"{name}.svg").read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"templates/icons/{name}.svg is not an SVG drawing.")
    return re.sub(r"\s+", " ", match[1]).replace("> <", "><").strip()
