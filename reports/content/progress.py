from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import As, Block, Cell, Column, Facts, Heading, Note, Row, Table
from reports.content.writing import as_money, led, names, number_of, said, told


def labels() -> dict[str, str]:
    """What the parts of a project's report are called."""
    return {
        "progress": _("Progress"),
        "constraints_text": _("Constraints"),
        "outputs": _("Outputs"),
        "outcomes": _("Outcomes"),
        "impact": _("Impact"),
        "next_steps": _("Next steps"),
    }


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["progress"]
    yield Note(said(frozen["definition"]))
    yield Heading(_("Overview by programme"))
    yield by_programme(frozen)
    yield Heading(_("Status of every project"))
    yield projects(snapshot)
    yield Heading(_("Project reports"))
    for node in frozen["nodes"]:
        if node["expected"]:
            yield from _project(snapshot, node)


def statuses(frozen: dict[str, Any]) -> Counter[str]:
    """How many of the projects that should report stand in each status; "" counts those that did not."""
    return Counter((node["report"] or {}).get("status") or "" for node in frozen["nodes"] if node["expected"])


def by_programme(frozen: dict[str, Any]) -> Table:
    """The statuses of the projects below each programme."""
    columns = [
        Column(_("Programme"), share=7),
        *(Column(said(status), As.NUMBER, share=2) for status in frozen["statuses"]),
        Column(_("Not reported"), As.NUMBER, share=2),
    ]
    codes = [*(status["code"] for status in frozen["statuses"]), ""]
    rows = [
        Row((Cell(f"{node['number']} {said(node)}"), *_counted(node["statuses"], codes, node["number"])))
        for node in frozen["nodes"]
        if node["depth"] == 0 and not node["expected"]
    ]
    total = statuses(frozen)
    rows.append(Row((Cell(_("Total")), *_counted(total, codes, "")), strong=True))
    return Table(_("Projects by status"), _("Projects by status"), tuple(columns), tuple(rows))


def _counted(counts: Mapping[str, int], codes: list[str], programme: str) -> Iterator[Cell]:
    """How many projects stand in each status; those that reported nothing have no records to lead to."""
    for code in codes:
        count = counts.get(code, 0)
        yield Cell(count, links.projects(programme, code) if code and count else "")


def projects(snapshot: dict[str, Any]) -> Table:
    """Every project with its lead agencies, status and percent complete."""
    frozen = snapshot["sections"]["progress"]
    words = {status["code"]: said(status) for status in frozen["statuses"]}
    missing = _("Not reported")
    rows = []
    for node in frozen["nodes"]:
        if not node["expected"]:
            if node["depth"] == 0:
                title = f"{said(node['level'])} {node['number']} {said(node)}"
                rows.append(Row((Cell(title), *(Cell("", missing=" ") for _column in range(3))), strong=True))
            continue
        report = node["report"] or {}
        url = links.progress(node["number"])
        rows.append(
            Row(
                (
                    Cell(f"{node['number']} {said(node)}"),
                    Cell(names(node["lead"])),
                    Cell(words.get(report.get("status", ""), ""), url if report else "", missing),
                    Cell(report.get("percent"), url if report else "", missing),
                )
            )
        )
    columns = (
        Column(_("Project"), share=13),
        Column(_("Lead agencies"), share=6),
        Column(_("Status"), share=7),
        Column(_("Percent complete"), As.PERCENT, share=4),
    )
    return Table(_("Status of every project"), _("Projects"), columns, tuple(rows))


def _project(snapshot: dict[str, Any], node: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["progress"]
    words = {status["code"]: said(status) for status in frozen["statuses"]}
    missing = _("Not reported")
    report = node["report"]
    yield Heading(f"{said(node['level'])} {node['number']} {said(node)}", 3)
    rows = [(_("Lead agencies"), names(node["lead"]))]
    if node["supporting"]:
        rows.append((_("Supporting agencies"), names(node["supporting"])))
    if report is None:
        yield Facts((*rows, (_("Report"), _("No accepted report for this period"))))
        yield from _added(node)
        return
    percent = report["percent"]
    status = words.get(report["status"], missing)
    url = links.progress(node["number"])
    rows.append((_("Status"), status if percent is None else told(f"{status} ({led(f'{percent}%', url)})")))
    rows.append((_("Received"), told(_baht(report["received"], url))))
    rows.append((_("Disbursed"), told(_baht(report["disbursed"], url))))
    rows += [(label, report[name] or missing) for name, label in labels().items()]
    if report["is_correction"]:
        rows.append((_("Edition"), _("Corrected after the period was closed")))
    yield Facts(tuple(rows))
    yield from _added(node)


def _added(node: dict[str, Any]) -> Iterator[Block]:
    """What each supporting agency adds, as far as it says anything."""
    for part in node.get("added", []):
        told = [(label, part[name]) for name, label in labels().items() if part.get(name)]
        yield Heading(_("Added by %(agency)s") % {"agency": said(part)}, 4)
        yield Facts(tuple(told))


def _baht(value: Any, url: str) -> str:
    amount = number_of(value)
    return _("Not reported") if amount is None else _("%(amount)s baht") % {"amount": led(as_money(amount), url)}
