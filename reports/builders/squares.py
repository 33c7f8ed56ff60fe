"""The square code (QR) of an address, as lines of dark squares for a drawing in any format."""

from __future__ import annotations

from collections.abc import Iterable

import segno


def all_squares(addresses: Iterable[str]) -> list[dict[str, object]]:
    """For each address {"size": squares a side, "runs": [[column, row, how many dark ones], …]}.

    Which of the eight masks of the code keeps dark and light apart best is looked for in the first one: the addresses
    of a document differ in their last words alone, and looking takes nearly all of the time.
    """
    codes: list[segno.QRCode] = []
    for address in addresses:
        mask = codes[0].mask if codes else None
        codes.append(segno.make_qr(address, error="m", boost_error=False, mask=mask))
    return [_squares(code) for code in codes]


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
