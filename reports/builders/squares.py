"""The square code (QR) of an address, as lines of dark squares for a drawing in any format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import segno


def put_squares(chapters: Iterable[dict[str, Any]]) -> None:
    """Give each chapter with an address its "square": {"size": squares a side, "runs": [[column, row, dark ones], …]}.

    Which of the eight masks of the code keeps dark and light apart best is looked for in the first one: the addresses
    of a document differ in their last words alone, and looking takes nearly all of the time.
    """
    mask: int | None = None
    for chapter in chapters:
        if "address" in chapter:
            code = segno.make_qr(chapter["address"], error="m", boost_error=False, mask=mask)
            mask = code.mask
            chapter["square"] = _squares(code)


def _squares(code: segno.QRCode) -> dict[str, object]:
    runs: list[list[int]] = []
    for row, line in enumerate(code.matrix):
        start = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append([start, row, column - start])
                start = None
    return {"size": len(code.matrix), "runs": runs}
