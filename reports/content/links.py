"""Short addresses of the records behind a figure, as of the cut-off of a sealed report; they are promised to stay.

What the functions return stands below the report's own address, /reports/s/SEAL/, which is put before it when the
document is laid out. `reports.frozen.finding` reads them again.
"""

from __future__ import annotations


def base(site: str, digest: str) -> str:
    """Where a sealed report is found: short enough to be typed from paper."""
    return f"{site}/reports/s/{digest[:12]}/"


def section(site: str, digest: str, code: str) -> str:
    """Where a section of a sealed report is read with its links."""
    return f"{base(site, digest)}{code}/"


def figure(indicator: str, period: str, **cut: str) -> str:
    """The records of an indicator's figure."""
    return _address("k", indicator, period, *_pairs(cut))


def organisations(**filters: str) -> str:
    """The organisations that were counted under these values."""
    return _address("o", *_pairs(filters))


def progress(number: str) -> str:
    """What was reported of a project, its supporting agencies' parts too."""
    return _address("p", number)


def projects(programme: str, status: str) -> str:
    """The reports of projects below a programme ("" for all) that have a status."""
    return _address("s", programme, status)


def money(number: str, span: str) -> str:
    """The reports whose amounts add up to those of a project or programme ("" for the plan)."""
    return _address("m", number, span)


def discipline(period: str, number: str = "", agency: str = "", what: str = "") -> str:
    """The reports of a project, or those of an agency that are received, late or returned."""
    return _address("d", period, number, agency, what)


def follow_ups(number: int) -> str:
    """The follow-up entries of a proposal of the forum."""
    return _address("t", str(number))


def stands(status: str) -> str:
    """The follow-up entries by which proposals of the forum have a status: the latest of each."""
    return _address("w", status)


def voice(province: str = "") -> str:
    """A province's yearly report, or those of all that are told."""
    return _address("v", province)


def change(part: str, which: str) -> str:
    """The records of a part that are new, gone, changed, or there at all in this report or the one before."""
    return _address("c", part.replace("/", "~"), which)


def everything(model: str) -> str:
    """All records of a kind."""
    return _address("a", model)


def _pairs(values: dict[str, str]) -> list[str]:
    return [piece for pair in values.items() for piece in pair]


def _address(*pieces: str) -> str:
    return f"f/{','.join(pieces)}/"
