"""The zip around a stranger's workbook, looked through before any reader of spreadsheets sees it."""

from __future__ import annotations

import io
import re
import zipfile

from core.archives import DAMAGE, ENTITY

# A plan of a hundred pages unpacks to a few megabytes, in some twenty parts.
MAX_UNPACKED = 40_000_000
MAX_PARTS = 200
# A cell or row further out than any plan's: from row 10,000, or from column CW. Readers make room for all before it.
_FAR = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\s[^>]*?\br\s*=\s*["'](?:[A-Z]*[0-9]{5,}|(?:[A-Z]{3,}|[D-Z][A-Z]|C[W-Z])[0-9])""",
    re.IGNORECASE,
)
# What other readers than that of xlsx would open.
_OTHERS = {"content.xml", "xl/workbook.bin"}


def is_harmless(content: bytes) -> bool:
    """Whether these bytes are an xlsx file that unpacks to what a plan may take, with no cell far out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names or names & _OTHERS or len(parts) > MAX_PARTS:
                return False
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                return False
            return all(_is_plain(part.filename, archive.read(part)) for part in parts if not part.is_dir())
    except DAMAGE:
        return False


def _is_plain(name: str, text: bytes) -> bool:
    # In another encoding than UTF-8 the patterns would miss what they look for.
    if name.endswith((".xml", ".rels")) and b"\0" in text:
        return False
    return not ENTITY.search(text) and not _FAR.search(text)
