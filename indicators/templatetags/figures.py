"""{% load figures %}: what a figure says, in words and digits."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext

from core.formats import as_number, as_percent
from core.templatetags.core import badge
from indicators.figures import Figure, State
from plans.choices import IndicatorKind
from plans.models import Indicator

register = template.Library()


@register.filter
def content(value: Any, indicator: Indicator) -> str:
    """{{ value|content:indicator }}: a number, a percentage, reached or not, a text; or nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("Reached") if value else gettext("Not reached")
    if isinstance(value, str):
        return value
    return as_percent(value) if indicator.kind == IndicatorKind.PERCENTAGE else as_number(value)


@register.filter
def says(figure: Figure) -> str:
    """{{ figure|says }}: the figure's value as `content` puts it."""
    return content(figure.value, figure.indicator)


@register.filter
def why_none(figure: Figure) -> str:
    """{{ figure|why_none }}: why there is no figure."""
    if figure.state == State.FUTURE:
        return gettext("Not begun yet")
    if figure.state == State.OUTSIDE:
        return gettext("Outside the plan")
    return gettext("Not reported")


@register.simple_tag
def target_badge(figure: Figure) -> SafeString:
    """{% target_badge figure %}: whether the target is reached; while the period runs, not yet is no fault."""
    if figure.meets_target:
        return badge("good", gettext("Target reached"))
    if figure.meets_target is None or figure.state != State.FINAL:
        return SafeString("")
    return badge("warn", gettext("Target not reached"))


# Of what a plan asks for in words, so much stands in a table.
MOST = 40


@register.simple_tag
def figure_cells(figures: Iterable[Figure], indicator: Indicator, link: str = "") -> SafeString:
    """{% figure_cells figures indicator link %}: cells of a table, a figure in each, which open `link` of their period.

    `link` is an address that ends where the period's code comes. Written here because there are ten for an indicator
    (docs/adr/0023).
    """
    return mark_safe(
        "".join(_figure_cell(figure, indicator, link) for figure in figures)
    )  # each is escaped by _figure_cell


def _figure_cell(figure: Figure, indicator: Indicator, link: str) -> str:
    period = escape(str(figure.period))
    if figure.value is None:
        inside = f'<span class="missing">{escape(why_none(figure))}</span>'
    else:
        said = escape(Truncator(says(figure)).chars(MOST) if isinstance(figure.value, str) else says(figure))
        inside = f'<a href="{escape(link)}{period}">{said}</a>' if link else said
        if figure.state == State.RUNNING:
            inside += _note(gettext("until today"))
    if figure.over is not None:
        inside += _note(gettext("sum over the period: %(value)s") % {"value": content(figure.over, indicator)})
    if figure.is_restated and figure.reported:
        reported = content(figure.reported.value, indicator)
        inside += _note(gettext("reported: %(value)s") % {"value": reported})
    return f'<td class="numeric" data-label="{period}">{inside}</td>'


def _note(said: str) -> str:
    return f' <span class="row-note">{escape(said)}</span>'


@register.filter
def signed(value: Any) -> str:
    """{{ change|signed }}: +3, −2 or 0; nothing where there is nothing to compare."""
    if value is None:
        return ""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{as_number(abs(Decimal(value)))}"


@register.simple_tag(takes_context=True)
def place_rows(context: dict[str, Any], rows: Iterable[dict[str, Any]], has_targets: bool = False) -> SafeString:
    """{% place_rows province_rows provincial_targets %}: rows of a table by place, each {part, name, url, records}.

    From the context: indicator, plan, places_reported, records_url. Written here because there are 77 of them.
    """
    indicator: Indicator = context["indicator"]
    says = {name: gettext(name) for name in ("Figure", "Target", "As reported", "Difference", "Records")}
    restated_url = reverse("indicators:restated", args=[context["plan"].code, indicator.code])

    def missing(word: str) -> str:
        return f'<span class="missing">{escape(gettext(word))}</span>'

    def cell(label: str, inside: str) -> str:
        return f'<td class="numeric" data-label="{escape(says[label])}">{inside}</td>'

    def reported(row: dict[str, Any]) -> str:
        part = row["part"]
        if not part.reported:
            return missing("Not closed yet")
        value = part.reported.value
        said = missing("Not reported") if value is None else escape(content(value, indicator))
        if not part.is_restated:
            return said
        mark = badge("warn", gettext("Restated"))
        is_link = bool(context.get("records_url"))
        return f'{said} <a href="{escape(restated_url + row["url"])}">{mark}</a>' if is_link else f"{said} {mark}"

    drawn = []
    for row in rows:
        part, records = row["part"], as_number(row["part"].records)
        cells = [
            cell("Figure", missing("Not reported") if part.value is None else escape(content(part.value, indicator)))
        ]
        if has_targets:
            none = part.target is None
            cells.append(cell("Target", missing("Not stated") if none else escape(content(part.target, indicator))))
        if context.get("places_reported"):
            cells.append(cell("As reported", reported(row)))
        cells.append(cell("Difference", escape(signed(part.change) or "–")))
        url = row["records"]
        cells.append(cell("Records", f'<a href="{escape(url)}">{records}</a>' if url else records))
        head = f'<th scope="row"><a href="{escape(row["url"])}">{escape(str(row["name"]))}</a></th>'
        drawn.append(f"<tr>{head}{''.join(cells)}</tr>")
    return mark_safe("".join(drawn))  # names, values and addresses are escaped above; the rest is our own
