"""The square code (QR) of an address, as lines of dark squares for a drawing in any format."""

from __future__ import annotations

import segno


def squares(address: str) -> dict[str, object]:
    """{"size": squares a side, "runs": [[column, row, how many dark ones], …]}."""
    code = segno.make_qr(address, error="m", boost_error=False)
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
