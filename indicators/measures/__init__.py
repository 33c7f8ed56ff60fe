"""The measures, by the name that an indicator's definition gives: one file, one measure."""

from indicators.measures.base import Days, Dimension, Measure
from indicators.measures.committee_seats import CommitteeSeats
from indicators.measures.legal_measures import LegalMeasures
from indicators.measures.networks import Networks
from indicators.measures.support_received import Support
from indicators.measures.support_systems import SupportSystems
from plans.models import Indicator

__all__ = ["MEASURES", "Days", "Dimension", "Measure", "measure_of"]

MEASURES: dict[str, Measure] = {
    measure.name: measure for measure in (CommitteeSeats(), Support(), LegalMeasures(), SupportSystems(), Networks())
}


def measure_of(indicator: Indicator) -> Measure | None:
    """The measure that computes an indicator; None for one that is typed in.

    Raises LookupError where the plan names a measure that does not exist.
    """
    if not indicator.measure:
        return None
    if indicator.measure not in MEASURES:
        raise LookupError(f"Indicator {indicator.code} names the measure “{indicator.measure}”, which does not exist.")
    return MEASURES[indicator.measure]
