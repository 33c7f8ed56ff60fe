"""Tags and filters that every template has without {% load %}. Each says how to use it; /ui/ shows how it looks."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core import facets, figures, formats, markup, navigation
from core.facets import Facet

register = template.Library()

ALERT_SHAPES = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
    "info": "info",
    "idle": "info",
}
# Levels of django.contrib.messages, as our alerts name them.
MESSAGE_KINDS = {"debug": "idle", "info": "info", "success": "good", "warning": "warn", "error": "bad"}


@register.filter
def thai_date(value: Any) -> str:
    """{{ day|thai_date }}: 30 มีนาคม พ.ศ. 2564; nothing where there is no day."""
    return formats.as_date(value, style="full")


@register.filter
def thai_date_short(value: Any) -> str:
    """{{ day|thai_date_short }}: 30 มี.ค. 2564."""
    return formats.as_date(value, style="short")


@register.filter
def thai_datetime(value: Any) -> str:
    """{{ moment|thai_datetime }}: 30 มี.ค. 2564 14:05 น., in Bangkok."""
    return formats.as_datetime(value)


@register.filter
def number(value: Any, places: int = 2) -> str:
    """{{ 1234567|number }}: 1,234,567."""
    return formats.as_number(value, places=places)


@register.filter
def baht(value: Any) -> str:
    """{{ 1234567|baht }}: 1,234,567 บาท."""
    return formats.as_baht(value)


@register.filter
def percent(value: Any, places: int = 1) -> str:
    """{{ 45.25|percent }}: 45.3%; the value is in hundredths already."""
    return formats.as_percent(value, places=places)


@register.filter
def period_label(value: Any) -> str:
    """{{ period|period_label }}: a Period or its code such as 2565-H1, in words."""
    return formats.as_period(value)


@register.filter
def localname(thing: Any) -> str:
    """{{ province|localname }}: name_th or name_en, by the language of the page."""
    return formats.local_name(thing)


@register.simple_tag(name="localname")
def localname_tag(thing: Any) -> str:
    """{% localname province %}: the same as the filter."""
    return formats.local_name(thing)


@register.filter
def or_dash(value: Any, word: str = "") -> Any:
    """{{ value|or_dash }}: the value, or a quiet "not stated" (or the word given) where there is none; 0 is a value."""
    if value is None or value == "" or (isinstance(value, (list, tuple, set, dict)) and not value):
        return format_html('<span class="missing">{}</span>', word or gettext("Not stated"))
    return value


@register.filter
def can(user: Any, right: str) -> bool:
    """{% if user|can:"edit_organisations" %}: whether a reader, signed in or not, holds a right."""
    return navigation.may_enter(user, right)


@register.filter
def message_kind(message: Any) -> str:
    """The kind of alert for a message of django.contrib.messages."""
    return MESSAGE_KINDS.get(getattr(message, "level_tag", ""), "info")


@register.simple_tag
def icon(name: str, label: Any = "") -> SafeString:
    """{% icon "search" %}: an icon of templates/icons/. Hidden from screen readers unless it has a label."""
    return markup.icon(name, str(label))


@register.simple_tag
def facet_rail(found: Sequence[Facet]) -> SafeString:
    """{% facet_rail facets %}: the filters of a list as links with counts, see core.facets."""
    return mark_safe(facets.written(found))  # escaped where it is written


@register.simple_tag
def badge(kind: str, label: Any, shape: str = "") -> SafeString:
    """{% badge "good" _("Verified") %}: a state by word, shape and colour. Kinds: good, warn, bad, info, idle."""
    return markup.badge(kind, str(label), shape)


@register.simple_tag
def table_cells(cells: Sequence[Any]) -> SafeString:
    """{% table_cells row.cells %}: for tables whose rows stand in a template, see core.markup.cells."""
    return mark_safe(markup.cells(cells))  # every text is escaped there


@register.simple_tag
def alert_icon(kind: str) -> SafeString:
    """The shape of an alert of this kind."""
    return icon(ALERT_SHAPES.get(kind, "info"))


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*steps: Any) -> dict[str, Any]:
    """{% breadcrumbs _("Organisations") "organisations:list" name %}: label, URL name or address, …, the page."""
    return {"trail": navigation.trail(steps)}


@register.simple_tag
def address(target: str, *args: Any) -> str:
    """{% address "organisations:list" as url %}: like {% url %}, but empty where the name does not exist."""
    return navigation.address(target, *args)


def _without(request: HttpRequest, key: str, value: str) -> str:
    query = request.GET.copy()
    kept = [other for other in query.getlist(key) if other != value]
    query.setlist(key, kept)
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_without(context: Mapping[str, Any], key: str, value: Any) -> str:
    """{% query_without "issue" "01" %}: this page's query without one value of a key, and from its first page."""
    return _without(context["request"], key, str(value))


@register.simple_tag(takes_context=True)
def query_with(context: Mapping[str, Any], key: str, value: Any) -> str:
    """{% query_with "issue" "01" %}: this page's query with one value more of a key, and from its first page."""
    query = context["request"].GET.copy()
    if str(value) not in query.getlist(key):
        query.appendlist(key, str(value))
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_header(
    context: Mapping[str, Any], key: str, label: Any, numeric: bool = False, default: bool = False
) -> SafeString:
    """{% sort_header "name" _("Name") default=True %}: a heading that sorts by ?sort=name, then by ?sort=-name."""
    asked = context["request"].GET
    now = asked.get("sort", key if default else "")
    kept = [(name, values) for name, values in asked.lists() if name not in ("sort", "page")]
    url = urlencode([*kept, ("sort", f"-{key}" if now == key else key)], doseq=True)
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    head = markup.sort_head(label, f"?{url}", order, numeric=numeric)
    return mark_safe(head)  # escaped where it is written


@register.simple_tag(takes_context=True)
def pagination(context: Mapping[str, Any], page: Any) -> SafeString:
    """{% pagination page_obj %}: links to the pages of a list; nothing where there is only one."""
    kept = [(name, values) for name, values in context["request"].GET.lists() if name != "page"]
    links = markup.pages(page, f"?{urlencode(kept, doseq=True)}&page=" if kept else "?page=")
    return mark_safe(links)  # escaped where it is written


@register.simple_tag
def menu_list(places: Sequence[navigation.Place]) -> SafeString:
    """{% menu_list menu %}: the entries of the main menu."""
    return mark_safe(markup.menu(places))  # escaped where it is written


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(
    rows: Sequence[Any], title: Any = "", unit: Any = "", label: Any = "", value_label: Any = "", highest: float = 0
) -> dict[str, Any]:
    """{% bar_chart rows title=… unit=… %}: rows of {label, value, url?, target?}; None is "no figure", never zero."""
    return {
        "chart": figures.bars(rows, highest=highest),
        "title": title,
        "unit": unit,
        "label": label,
        "value_label": value_label,
    }


@register.inclusion_tag("components/sparkline.html")
def sparkline(values: Sequence[Any], title: Any = "", labels: Sequence[Any] = ()) -> dict[str, Any]:
    """{% sparkline values title=… labels=… %}: a small line of numbers, oldest first; gaps where a value is None."""
    return {"line": figures.line(values, labels=labels), "title": title}
