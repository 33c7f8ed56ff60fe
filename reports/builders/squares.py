"""The square code (QR) of an address, as lines of dark squares for a drawing in any format."""

from __future__ import annotations

import qrcode  # type: ignore[import-untyped]  # it has no types
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]  # nor here


def squares(address: str) -> dict[str, object]:
    """{"size": squares a side, "runs": [[column, row, how many dark ones], …]}."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    matrix = code.get_matrix()
    runs: list[list[int]] = []
    for row, line in enumerate(matrix):
        start = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append([start, row, column - start])
                start = None
    return {"size": len(matrix), "runs": runs}
