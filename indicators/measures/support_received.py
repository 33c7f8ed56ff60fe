from django.utils.translation import gettext_lazy as _

from indicators.choices import Sector, SupportKind
from indicators.measures.base import Dimension, HappeningMeasure
from indicators.models import SupportReceived


class Support(HappeningMeasure):
    """G2: baht received within the period, money and what is given in kind at its value."""

    name = "support_received"
    model = SupportReceived
    counts = summed = "amount"
    dimensions = (
        Dimension("sector", _("Source sector"), Sector),
        Dimension("kind", _("Kind"), SupportKind),
    )
    dated = "received_on"
