"""PDF by typst: a fixed template, the document given as data, set in a process of its own with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from reports.builders import shapes
from reports.builders.layout import Digits, lay_out
from reports.builders.signs import shown
from reports.builders.squares import put_squares
from reports.builders.unbroken import unbroken
from reports.content.blocks import Document

SECONDS = 120
BRIEF_SIZES = [15, 14.5, 14, 13.5, 13, 12.5, 12, 11.5, 11, 10]  # points
_SETTER = Path(__file__).with_name("typesetting.py")


class TypesettingError(Exception):
    """The document could not be set; the message is typst's own."""


def build(document: Document, *, made_at: datetime, digits: Digits = "arabic") -> bytes:
    """The PDF of a document, dated `made_at`. Raises TypesettingError."""
    laid = lay_out(document, digits=digits, apart=True)
    put_squares(laid["chapters"])
    return set_pages(laid, made_at=made_at)


def set_pages(laid: dict[str, Any], *, made_at: datetime) -> bytes:
    """Set a laid-out document in a process of its own, which has neither our database nor our secrets."""
    document = {**laid, "year": made_at.year, "month": made_at.month, "day": made_at.day}
    drawn = {"provinces": shapes.provinces(), "water": shapes.water(), "size": shapes.size()}
    inputs = {"document": document, "shapes": drawn, "unbroken": unbroken()}
    order = {
        # As texts, which the process passes on as they are.
        "inputs": {name: shown(json.dumps(given, ensure_ascii=False)) for name, given in inputs.items()},
        "timestamp": int(made_at.timestamp()),
        "template": "brief.typ" if laid["is_brief"] else "report.typ",
        # The brief is set smaller until it fits.
        "sizes": BRIEF_SIZES if laid["is_brief"] else [16],
        "most_pages": 2 if laid["is_brief"] else 0,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_SETTER)],
            input=json.dumps(order, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingError(f"not set within {SECONDS} seconds") from error
    if done.returncode:
        raise TypesettingError(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout
