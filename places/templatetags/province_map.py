"""{% load province_map %}: the map of the provinces, coloured by a figure."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from core.figures import Shade, shades
from core.formats import as_number
from places.geometry import geometry

register = template.Library()


@register.inclusion_tag("components/province_map.html")
def province_map(rows: Sequence[Any], title: Any = "", unit: Any = "", value_label: Any = "") -> dict[str, Any]:
    """{% province_map rows title=… unit=… %}: rows of {code, label, value, url?}; None is no figure."""
    shaded = shades(rows)
    drawn = geometry()
    by_code = {str(shade.key): shade for shade in shaded.items}
    return {
        "map": drawn,
        "title": title,
        "unit": unit,
        "value_label": value_label,
        # 77 of each: written here, for a loop of the template takes ten times as long (docs/adr/0023).
        "shapes": mark_safe("".join(_shape(by_code.get(code), path, unit) for code, path in drawn.provinces.items())),
        "rows": mark_safe("".join(map(_row, shaded.items))),
        "legend": shaded.legend,
    }


def _shape(shade: Shade | None, path: str, unit: Any) -> str:
    """One province as it is drawn; its label and address are escaped."""
    if shade is None:
        return f'<path class="scale-0" d="{path}"></path>'
    says = f"{escape(shade.label)}: {escape(as_number(shade.value)) or '–'} {escape(str(unit))}"
    shape = f'<path class="scale-{shade.step}" d="{path}"><title>{says}</title></path>'
    return f'<a href="{escape(shade.url)}" tabindex="-1">{shape}</a>' if shade.url else shape


def _row(shade: Shade) -> str:
    """One province in the table of the same numbers."""
    name = escape(shade.label)
    named = f'<a href="{escape(shade.url)}">{name}</a>' if shade.url else name
    value = f'<span class="missing">{escape(gettext("No figure"))}</span>'
    if shade.value is not None:
        value = escape(as_number(shade.value))
    return f'<tr><th scope="row">{named}</th><td class="numeric">{value}</td></tr>'
