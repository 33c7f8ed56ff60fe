from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.content import links
from reports.content.blocks import As, Bar, Bars, Block, Cell, Column, Heading, Note, Paragraph, Row, Table
from reports.content.writing import as_money, led, number_of, said, told


def blocks(snapshot: dict[str, Any]) -> Iterator[Block]:
    frozen = snapshot["sections"]["money"]
    yield Note(said(frozen["definition"]))
    yield Paragraph(told(sentence(frozen)))
    yield Heading(_("Money against the plan's budget"))
    yield _chart(frozen)
    yield _overall(frozen)
    yield Heading(_("Money by programme and project"))
    yield _by_node(snapshot, "in_period", _("Money by project in this period"), _("Money in the period"))
    yield _by_node(snapshot, "to_date", _("Money by project from the beginning of the plan"), _("Money to date"))


def sentence(frozen: dict[str, Any]) -> str:
    """The plan's money in one sentence, to be `told`."""
    to_date = frozen["to_date"]
    url = links.money("", "to_date")
    budget = number_of(frozen["budget"])
    values = {
        "budget": as_money(budget) if budget is not None else "",
        "received": _baht(to_date["received"], url),
        "disbursed": _baht(to_date["disbursed"], url),
        "given": to_date["disbursed_reports"],
        "expected": to_date["expected_reports"],
    }
    if budget is None:
        start = _("The plan's document states no budget.")
    else:
        start = _("The plan's budget is %(budget)s baht.") % values
    rest = _(
        "From the beginning of the plan, %(received)s received and %(disbursed)s disbursed have been reported;"
        " %(given)s of %(expected)s expected reports state what was disbursed."
    )
    text = f"{start} {rest % values}"
    disbursed = number_of(to_date["disbursed"])
    if budget and disbursed is not None:
        share = f"{disbursed * 100 / budget:.1f}"
        text += " " + _("That is %(share)s%% of the budget.") % {"share": share}
    return text


def _baht(value: Any, url: str) -> str:
    amount = number_of(value)
    return _("no amount") if amount is None else _("%(amount)s baht") % {"amount": led(as_money(amount), url)}


def _chart(frozen: dict[str, Any]) -> Bars:
    rows = [
        (_("Budget of the plan"), frozen["budget"]),
        (_("Received to date"), frozen["to_date"]["received"]),
        (_("Disbursed to date"), frozen["to_date"]["disbursed"]),
    ]
    bars = [
        Bar(label, number_of(value), _("Not reported") if value is None else as_money(number_of(value) or 0))
        for label, value in rows
    ]
    return Bars(_("Money of the plan (baht)"), tuple(bars))


def _overall(frozen: dict[str, Any]) -> Table:
    rows = [Row((Cell(_("Budget of the plan")), Cell(number_of(frozen["budget"]), missing=_("Not stated")), Cell("")))]
    for label, span in ((_("In this period"), "in_period"), (_("From the beginning"), "to_date")):
        amounts = frozen[span]
        for name, word in (("received", _("received")), ("disbursed", _("disbursed"))):
            reports = _("%(given)s of %(expected)s") % {
                "given": amounts[f"{name}_reports"],
                "expected": amounts["expected_reports"],
            }
            amount = _amount(amounts, name, links.money("", span))
            rows.append(Row((Cell(f"{label}: {word}"), amount, Cell(reports))))
    columns = (Column(_("Item"), share=5), Column(_("Baht"), As.MONEY, share=3), Column(_("Reports"), share=2))
    return Table(_("Money of the plan"), _("Budget and disbursement"), columns, tuple(rows))


def _amount(amounts: dict[str, Any], name: str, url: str) -> Cell:
    """Baht that were reported; nothing reported has no reports to lead to."""
    value = number_of(amounts[name])
    return Cell(value, url if value is not None else "", _("Not reported"))


def _by_node(snapshot: dict[str, Any], span: str, caption: str, sheet: str) -> Table:
    frozen = snapshot["sections"]["money"]
    rows = []
    has_budgets = any(node["budget"] is not None for node in frozen["nodes"])
    for node in frozen["nodes"]:
        url = links.money(node["number"], span)
        budget = [Cell(number_of(node["budget"]), missing=_("Not stated"))] if has_budgets else []
        rows.append(
            Row(
                (
                    Cell(f"{node['number']} {said(node)}"),
                    *budget,
                    *(_amount(node[span], name, url) for name in ("received", "disbursed")),
                ),
                strong=node["depth"] == 0,
            )
        )
    columns = (
        Column(_("Programme or project"), share=8),
        *([Column(_("Budget"), As.MONEY, share=3)] if has_budgets else []),
        Column(_("Received"), As.MONEY, share=4),
        Column(_("Disbursed"), As.MONEY, share=4),
    )
    note = _("Amounts in baht. No split of the budget by programme is published, so none is shown.")
    if has_budgets:
        note = _("Amounts in baht.")
    return Table(caption, sheet, columns, tuple(rows), note)
