from django.utils.translation import gettext_lazy as _

from indicators.choices import NetworkForm, NetworkLevel
from indicators.measures.base import Dimension, StandingMeasure
from indicators.models import Network


class Networks(StandingMeasure):
    """G5: networks and other forms of coming together that are active on the period's last day."""

    name = "networks"
    model = Network
    dimensions = (
        Dimension("level", _("Level"), NetworkLevel),
        Dimension("form", _("Form of coming together"), NetworkForm),
    )
    begins, ends = "active_from", "active_to"
