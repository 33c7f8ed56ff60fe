from django.utils.translation import gettext_lazy as _

from indicators.choices import SystemKind
from indicators.measures.base import Dimension, StandingMeasure
from indicators.models import SupportSystem


class SupportSystems(StandingMeasure):
    """G4: of the four kinds of systems, how many have at least one in service (0 to 4).

    A state: in service on the period's last day; on the day it goes out of service a system no longer counts.
    A kind counts in each province that has such a system, and once in the nation's figure.
    """

    name = "support_systems"
    model = SupportSystem
    counts = thing = "kind"
    dimensions = (Dimension("kind", _("Kind"), SystemKind),)
    additive = False
    begins, ends = "in_service_on", "out_of_service_on"
    end_counts = False
