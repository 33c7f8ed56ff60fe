from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import As, Block, Cell, Column, Facts, Paragraph, Row, Table
from reports.content.writing import moment


def labels() -> dict[str, str]:
    """The kinds of records behind the figures, in words."""
    return {
        "organisations.organisation": _("Organisations"),
        "plans.progress": _("Project reports"),
        "indicators.committeeseat": _("Committee seats (G1)"),
        "indicators.supportreceived": _("Support received (G2)"),
        "indicators.legalmeasure": _("Legal measures (G3)"),
        "indicators.supportsystem": _("Support systems (G4)"),
        "indicators.network": _("Networks (G5)"),
        "indicators.value": _("Typed-in values"),
        "forum.followup": _("Forum follow-up entries"),
        "plans.supportingpart": _("Parts of supporting agencies"),
        "reports.provinceyear": _("Yearly reports of provinces"),
    }


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    yield Paragraph(
        _(
            "All figures of this report were read from the registry in one moment, the cut-off, and frozen. The frozen"
            " data are sealed by a digest (SHA-256), which stands on the cover and in the foot of each page. All"
            " formats are made from the same frozen data."
        )
    )
    yield Paragraph(
        _(
            "Whoever holds this file can have it checked with the command “manage.py verify_report”. What was not"
            " reported is said to be so and is never shown as 0. The report holds no personal data."
        )
    )
    yield Facts(
        (
            (_("Cut-off"), moment(snapshot["cut_off"])),
            (_("Plan"), snapshot["plan"]["code"]),
            (_("Period"), snapshot["period"]["code"]),
        )
    )
    words = labels()
    rows = [
        Row((Cell(words.get(model, model)), Cell(count, links.everything(model))))
        for model, count in sorted(snapshot["behind"].items())
    ]
    columns = (Column(_("Kind of record"), share=6), Column(_("Records"), As.NUMBER, share=2))
    yield Table(_("Records behind the figures"), _("Records"), columns, tuple(rows))
