"""{% load figures %}: what a figure says, in words and digits."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
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


@register.filter
def signed(value: Any) -> str:
    """{{ change|signed }}: +3, −2 or 0; nothing where there is nothing to compare."""
    if value is None:
        return ""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{as_number(abs(Decimal(value)))}"
