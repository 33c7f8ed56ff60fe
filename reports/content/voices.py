"""What the provinces tell of their year, in words of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import Block, Facts, Heading, Note, Paragraph
from reports.content.writing import led, long_day, said, told


def labels() -> dict[str, str]:
    """What the parts of a province's report are called."""
    return {
        "achievements": _("What was achieved"),
        "constraints_text": _("Constraints"),
        "lessons": _("What was learnt"),
        "next_steps": _("Plans for the next year"),
        "proposals": _("Proposals to the committee"),
    }


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["voices"]
    yield Note(said(frozen["definition"]))
    yield Paragraph(told(sentence(frozen, snapshot)))
    for report in frozen["reports"]:
        if not snapshot["province"]:
            yield Heading(said(report), listed=False)
        yield Facts(tuple(_facts(report)))


def sentence(frozen: dict[str, Any], snapshot: dict[str, Any]) -> str:
    """How many provinces have told of their year, or whether the one has; to be `told`."""
    count = led(str(len(frozen["reports"])), links.voice())
    values = {"year": frozen["year"], "count": count}
    if snapshot["province"]:
        if not frozen["reports"]:
            return _("The province has no accepted yearly report for %(year)s.") % values
        values["day"] = long_day(frozen["reports"][0]["submitted_at"])
        return _("The province sent its yearly report for %(year)s on %(day)s.") % values
    if not frozen["reports"]:
        return _("No yearly report of a province for %(year)s has been accepted.") % values
    return _("%(count)s of 77 provinces have an accepted yearly report for %(year)s.") % values


def _facts(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    missing = _("Not reported")
    for name, label in labels().items():
        yield label, report[name] or missing
