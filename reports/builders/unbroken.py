"""Thai words that a line may not break inside, though a dictionary knows their parts: กลไก, งบประมาณ, มหาสารคาม.

unbroken.txt holds the plan's and the registry's own words; short ones only: a table cell must hold each on a line.
"""

from functools import cache
from pathlib import Path

from places import official

WORDS = Path(__file__).with_name("unbroken.txt")


@cache
def unbroken() -> tuple[str, ...]:
    """The words and the provinces, the longest first so that the longest that fits is kept whole."""
    words = WORDS.read_text(encoding="utf-8").split()
    provinces = [province.name_th for province in official.provinces()]
    return tuple(sorted({*words, *provinces}, key=lambda word: (-len(word), word)))
