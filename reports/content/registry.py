from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import As, Bar, Bars, Block, Cell, Column, Heading, Note, Paragraph, Row, Table
from reports.content.indicators import place
from reports.content.maps import province_map
from reports.content.writing import led, moment, said, told

MOST = 12  # bars of a chart; the table has them all


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["registry"]
    yield Note(said(frozen["definition"]))
    total = led(f"{frozen['total']:,}", links.organisations(**place(snapshot)))
    text = _("On %(moment)s the registry held %(total)s verified organisations.")
    yield Paragraph(told(text % {"moment": moment(snapshot["cut_off"]), "total": total}))
    several = _("An organisation may have several, so the rows add up to more than the number of organisations.")
    parts = [
        ("issue", _("By issue areas"), _("Issue area"), several),
        ("expertise", _("By expertise"), _("Expertise"), several),
        ("form", _("By legal form"), _("Legal form"), ""),
        ("level", _("By level of operation"), _("Level of operation"), ""),
        ("capacity", _("By capacity level"), _("Capacity level"), ""),
        ("status", _("By status"), _("Status"), ""),
    ]
    for key, title, label, note in parts:
        yield Heading(title)
        if key in {"issue", "expertise", "form"}:
            yield _chart(frozen[key], _("Organisations: %(title)s") % {"title": title.lower()})
        yield _table(snapshot, key, title, label, note)
    if frozen["provinces"]:
        yield Heading(_("By region and province"))
        yield province_map(_("Verified organisations in every province"), frozen["provinces"])
        yield _table(snapshot, "region", _("By regions"), _("Region"), "", rows=frozen["regions"])
        yield _table(snapshot, "province", _("By province"), _("Province"), "", rows=frozen["provinces"])


def _chart(parts: list[dict[str, Any]], caption: str) -> Bars:
    most = sorted((part for part in parts if part["value"]), key=lambda part: -part["value"])[:MOST]
    if len([part for part in parts if part["value"]]) > MOST:
        caption = _("%(caption)s (the %(count)s most found)") % {"caption": caption, "count": MOST}
    return Bars(caption, tuple(Bar(said(part), part["value"], f"{part['value']:,}") for part in most))


def _table(
    snapshot: dict[str, Any],
    key: str,
    title: str,
    label: str,
    note: str,
    rows: list[dict[str, Any]] | None = None,
) -> Table:
    frozen = snapshot["sections"]["registry"]
    where = place(snapshot)
    total = frozen["total"]

    def share(value: int) -> str:
        return f"{value * 100 / total:.1f}%" if total else "–"

    lines = [
        Row(
            (
                Cell(said(part)),
                Cell(part["value"], links.organisations(**{key: part["code"]}, **where)),
                Cell(share(part["value"])),
            )
        )
        for part in (frozen[key] if rows is None else rows)
    ]
    lines.append(
        Row((Cell(_("All organisations")), Cell(total, links.organisations(**where)), Cell(share(total))), strong=True)
    )
    columns = (
        Column(label, share=6),
        Column(_("Organisations"), As.NUMBER, share=2),
        Column(_("Share"), As.PERCENT, share=2),
    )
    return Table(_("Verified organisations: %(title)s") % {"title": title.lower()}, title, columns, tuple(lines), note)
