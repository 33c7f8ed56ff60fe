from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import discipline, forum, links, money, progress
from reports.content.blocks import As, Block, Heading, KeyFigure, KeyFigures, Paragraph
from reports.content.indicators import kind_of, place
from reports.content.writing import change, content_of, said, written


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    sections = snapshot["sections"]
    yield Paragraph(_opening(snapshot))
    for words in snapshot.get("introduction", "").splitlines():
        if words.strip():
            yield Paragraph(words.strip())
    if "indicators" in sections:
        yield Heading(_("Goal indicators"))
        yield KeyFigures(tuple(_key_figure(snapshot, each) for each in sections["indicators"]["indicators"]))
    if "progress" in sections:
        yield Heading(_("Projects and money"))
        yield Paragraph(_projects(sections["progress"]))
        yield Paragraph(money.sentence(sections["money"]))
    if "discipline" in sections:
        yield Paragraph(discipline.sentence(sections["discipline"]["periods"][-1]))
    if "registry" in sections:
        yield Heading(_("The registry"))
        yield Paragraph(_registry(sections["registry"]))
    if "forum" in sections and sections["forum"]["forum"]:
        yield Heading(_("The CSOs Forum"))
        yield Paragraph(forum.sentence(sections["forum"]))


def _opening(snapshot: dict[str, Any]) -> str:
    values = {"plan": said(snapshot["plan"]), "period": said(snapshot["period"])}
    if snapshot["province"]:
        values["province"] = said(snapshot["province"])
        return _("This report tells of %(province)s under the %(plan)s, %(period)s.") % values
    return _("This report tells how the %(plan)s stands, %(period)s.") % values


def _key_figure(snapshot: dict[str, Any], indicator: dict[str, Any]) -> KeyFigure:
    period = snapshot["sections"]["indicators"]["period"]
    kind = kind_of(indicator)
    value = written(content_of(indicator["value"]), kind) or _("No figure")
    difference = change(indicator["value"], indicator["previous"])
    remark = (
        _("%(change)s against the period before") % {"change": written(difference, As.CHANGE)}
        if difference is not None
        else _("no period before to compare with")
    )
    return KeyFigure(
        f"{indicator['code']} {said(indicator['short'])}",
        f"{value} {said(indicator['unit'])}",
        remark,
        links.records(snapshot["plan"]["code"], indicator["code"], period, **place(snapshot)),
    )


def _projects(frozen: dict[str, Any]) -> str:
    found = progress.statuses(frozen)
    parts = [f"{said(status)} {found[status['code']]}" for status in frozen["statuses"] if found[status["code"]]]
    if found[""]:
        parts.append(_("not reported %(count)s") % {"count": found[""]})
    return _("Of %(count)s projects: %(statuses)s.") % {"count": sum(found.values()), "statuses": ", ".join(parts)}


def _registry(frozen: dict[str, Any]) -> str:
    text = _("The registry holds %(total)s verified organisations.") % {"total": f"{frozen['total']:,}"}
    for key, words in (
        ("issue", _("The issue areas most found: %(most)s.")),
        ("provinces", _("The provinces with the most: %(most)s.")),
    ):
        most = sorted((part for part in frozen[key] if part["value"]), key=lambda part: -part["value"])[:3]
        if most:
            text += " " + words % {"most": ", ".join(f"{said(part)} ({part['value']:,})" for part in most)}
    return text
