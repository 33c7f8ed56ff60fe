from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from imports.problems import WARNING, Problem
from imports.rows import Row
from imports.sheet import Sheet
from places import lookup

OTHER = _("The postcode %(value)s is not one of the subdistrict %(place)s (%(postcodes)s). Check both.")


def postcode_fits(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """The postcode is one of the subdistrict's: a warning, since post offices move faster than lists."""
    postcode = row.read.get("postcode")
    if not postcode:
        return
    place = lookup.subdistricts().by_code.get(row.result("subdistrict") or "")
    if place and place.postcodes and postcode not in place.postcodes:
        params = {"value": postcode, "place": place.name_th, "postcodes": ", ".join(place.postcodes)}
        yield Problem("postcode", "postcode_other", OTHER, params, WARNING, postcode)
