from django.utils.translation import gettext_lazy as _

from indicators.choices import LegalChange, LegalKind
from indicators.measures.base import Dimension, HappeningMeasure
from indicators.models import LegalMeasure


class LegalMeasures(HappeningMeasure):
    """G3: laws, rules and measures, new or amended, that came into force within the period."""

    name = "legal_measures"
    model = LegalMeasure
    dimensions = (
        Dimension("kind", _("Kind"), LegalKind),
        Dimension("change", _("New or amended"), LegalChange),
    )
    dated = "in_force_on"
