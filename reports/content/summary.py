from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import discipline, forum, links, money, progress, voices
from reports.content.blocks import As, Block, Heading, KeyFigure, KeyFigures, Paragraph
from reports.content.indicators import kind_of, place
from reports.content.writing import change, content_of, introduced, led, said, told, written


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    sections = snapshot["sections"]
    yield Paragraph(_opening(snapshot))
    yield from introduced(snapshot.get("introduction", ""))
    if "indicators" in sections:
        yield Heading(_("Goal indicators"))
        yield KeyFigures(tuple(key_figure(snapshot, each) for each in sections["indicators"]["indicators"]))
    if snapshot.get("summary"):
        yield Heading(_("In short"))
        yield from introduced(snapshot["summary"])
    else:
        yield from computed(snapshot)


def computed(snapshot: dict[str, Any]) -> Iterator[Block]:
    """The sentences that are made of the figures."""
    sections = snapshot["sections"]
    if "progress" in sections:
        yield Heading(_("Projects and money"))
        yield Paragraph(told(projects_sentence(sections["progress"])))
        yield Paragraph(told(money.sentence(sections["money"])))
    if "discipline" in sections:
        yield Paragraph(told(discipline.sentence(sections["discipline"]["periods"][-1])))
    if "registry" in sections:
        yield Heading(_("The registry"))
        yield Paragraph(told(registry_sentence(sections["registry"], snapshot)))
    if "voices" in sections:
        yield Paragraph(told(voices.sentence(sections["voices"], snapshot)))
    if "forum" in sections and sections["forum"]["forum"]:
        yield Heading(_("The CSOs Forum"))
        yield Paragraph(told(forum.sentence(sections["forum"])))


def _opening(snapshot: dict[str, Any]) -> str:
    values = {"plan": said(snapshot["plan"]), "period": said(snapshot["period"])}
    if snapshot["province"]:
        values["province"] = said(snapshot["province"])
        return _("This report tells of %(province)s under the %(plan)s, %(period)s.") % values
    return _("This report tells how the %(plan)s stands, %(period)s.") % values


def key_figure(snapshot: dict[str, Any], indicator: dict[str, Any]) -> KeyFigure:
    """An indicator in a box: its figure, and how it moved."""
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
        f"{value} {said(indicator['unit'])}".strip(),
        remark,
        links.figure(indicator["code"], period, **place(snapshot)),
    )


def projects_sentence(frozen: dict[str, Any]) -> str:
    """How many projects stand in each status, in one sentence, to be `told`."""
    found = progress.statuses(frozen)
    parts = [
        f"{said(status)} {led(str(found[status['code']]), links.projects('', status['code']))}"
        for status in frozen["statuses"]
        if found[status["code"]]
    ]
    if found[""]:
        parts.append(_("not reported %(count)s") % {"count": found[""]})
    return _("Of %(count)s projects: %(statuses)s.") % {"count": sum(found.values()), "statuses": ", ".join(parts)}


def registry_sentence(frozen: dict[str, Any], snapshot: dict[str, Any]) -> str:
    """The size of the registry, and where most is, to be `told`."""
    where = place(snapshot)

    def count(number: int, **of: str) -> str:
        return led(f"{number:,}", links.organisations(**of, **where))

    text = _("The registry holds %(total)s verified organisations.") % {"total": count(frozen["total"])}
    for key, name, words in (
        ("issue", "issue", _("The issue areas most found: %(most)s.")),
        ("provinces", "province", _("The provinces with the most: %(most)s.")),
    ):
        most = sorted((part for part in frozen[key] if part["value"]), key=lambda part: -part["value"])[:3]
        if most:
            text += " " + words % {
                "most": ", ".join(f"{said(part)} ({count(part['value'], **{name: part['code']})})" for part in most)
            }
    return text
