"""{% load province_map %}: the map of the provinces, coloured by a figure."""

from collections.abc import Sequence
from typing import Any

from django import template

from core.figures import shades
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
        "shapes": [(by_code.get(code), path) for code, path in drawn.provinces.items()],
        "items": shaded.items,
        "legend": shaded.legend,
    }
