"""Thai and Arabic digits.

``'๒'.isdigit()`` and ``int('๒')`` both succeed in Python, while databases, sheets and checksums want ASCII:
so digits are turned on purpose, at the border, and never by luck.
"""

import re

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"

_HAS_THAI = re.compile("[๐-๙]")
_TO_ARABIC = str.maketrans(THAI, ARABIC)
_TO_THAI = str.maketrans(ARABIC, THAI)


def to_arabic(text: str) -> str:
    """The text with ๐–๙ written as 0–9; everything else is left alone."""
    return text.translate(_TO_ARABIC) if _HAS_THAI.search(text) else text


def to_thai(text: str) -> str:
    """The text with 0–9 written as ๐–๙, as official letters are; everything else is left alone."""
    return text.translate(_TO_THAI)
