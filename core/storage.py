"""Static files once collected: compressed, under names that change with their content, the stylesheet in one piece."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/site.css"
_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([\w-]+)\))?(?: (\w+))?;')
_ADDRESS = re.compile(r'url\("(?!data:|/|#)([^"]+)"\)')
_SPACE = re.compile(r"\s*/\*.*?\*/\s*|\s*\n\s*", re.DOTALL)


class OneStylesheet(CompressedManifestStaticFilesStorage):
    """Puts what css/site.css imports into it, so that a first visit asks for one stylesheet and not for forty."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run and ENTRY in paths:
            storage, path = paths[ENTRY]
            whole = inlined(storage, path)
            self.delete(ENTRY)
            self._save(ENTRY, ContentFile(whole.encode()))
            paths = {**paths, ENTRY: (self, ENTRY)}
        yield from super().post_process(paths, dry_run, **options)


def inlined(storage: Any, entry: str) -> str:
    """The text of a stylesheet with every file it imports in the import's place, in its layer and medium."""

    def text(path: str) -> str:
        with storage.open(path) as file:
            content: bytes = file.read()
        return content.decode()

    here = PurePosixPath(entry).parent

    def put(match: re.Match[str]) -> str:
        path, layer, medium = match.groups()
        below = PurePosixPath(path).parent
        body = _ADDRESS.sub(lambda address: f'url("{_joined(below, address[1])}")', text(str(here / path)))
        body = f"@layer {layer} {{\n{body}}}\n" if layer else body
        return f"@media {medium} {{\n{body}}}\n" if medium else body

    return _SPACE.sub("\n", _IMPORT.sub(put, text(entry)))


def _joined(folder: PurePosixPath, address: str) -> str:
    parts: list[str] = []
    for part in (folder / address).parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
