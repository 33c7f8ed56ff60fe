from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.choices import SeatLevel
from indicators.history import merged_organisations
from indicators.measures.base import Dimension, StandingMeasure
from indicators.models import CommitteeSeat


class CommitteeSeats(StandingMeasure):
    """G1: organisations that hold at least one seat, each counted once however many seats it holds.

    A state: seats held on the period's last day. An organisation merged into another counts as the survivor; one that
    was dissolved counts as long as its seat is recorded as held. In the figures of several provinces (or levels) an
    organisation appears in each where it holds a seat, so these may sum to more than the nation's figure.
    """

    name = "committee_seats"
    model = CommitteeSeat
    counts = thing = "organisation_id"
    dimensions = (Dimension("level", _("Level"), SeatLevel),)
    additive = False
    begins, ends = "from_on", "to_on"

    def stands_for(self, at: datetime | None = None) -> QuerySet[Any]:
        return merged_organisations(at)
