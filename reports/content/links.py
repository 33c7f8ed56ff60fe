"""Addresses of the records behind a figure. They are promised to stay (the same words stand on printed reports)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode


def section(site: str, digest: str, code: str) -> str:
    """Where a section of a sealed report is read with its links: short enough to be typed from paper."""
    return f"{site}/reports/s/{digest[:12]}/{code}/"


def organisations(**filters: str) -> str:
    """The list of organisations under these filters."""
    return f"/organisations/?{urlencode(filters)}"


def records(plan: str, indicator: str, period: str, **cut: str) -> str:
    """Exactly the records that a figure is made of."""
    return f"/indicators/{plan}/{indicator}/records/?{urlencode({'period': period, **cut})}"


def node(plan: str, number: str, *, reports: bool) -> str:
    """A project, or a programme."""
    return f"/plans/{plan}/{'projects' if reports else 'programmes'}/{number}/"


def progress(plan: str, number: str, period: str) -> str:
    """A project's report for a period."""
    return f"/plans/{plan}/projects/{number}/progress/{period}/"


def proposal(forum: dict[str, Any], number: int) -> str:
    """A proposal of the forum."""
    return f"/forum/{forum['year']}/{number}/"
