"""A plan need not state the unit of an indicator; then no brackets stand empty."""

import pytest

from plans.models import Indicator
from reports import snapshot
from reports.builders.layout import lay_out
from reports.content import document
from reports.content.brief import brief
from reports.scope import scope_of
from tests.factories.reports import half_year


@pytest.mark.parametrize("kind", ["half-year", "provincial"])
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("tell", [document, brief])
def test_an_indicator_without_a_unit(rows, kind, language, tell):
    scope = half_year() if kind == "half-year" else scope_of("provincial", "cso-1", "2565", "50")
    with_units = _texts(lay_out(tell(snapshot.take(scope), "0" * 64, language=language)))
    Indicator.objects.update(unit_th="", unit_en="")
    without = _texts(lay_out(tell(snapshot.take(scope), "0" * 64, language=language)))
    assert with_units != without
    assert [text for text in without if "()" in text] == []


def _texts(thing):
    """All texts but those that are empty."""
    if isinstance(thing, str):
        return [thing] if thing else []
    parts = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list | tuple) else ()
    return [text for part in parts for text in _texts(part)]
