from datetime import datetime

from django.db.models import Aggregate, DecimalField, Q, Sum, Value
from django.utils.translation import gettext_lazy as _

from indicators.choices import Sector, SupportKind
from indicators.measures.base import Dimension, HappeningMeasure
from indicators.models import SupportReceived


class Support(HappeningMeasure):
    """G2: baht received within the period, money and what is given in kind at its value."""

    name = "support_received"
    model = SupportReceived
    counts = "amount"
    whole = False
    dimensions = (
        Dimension("sector", _("Source sector"), Sector),
        Dimension("kind", _("Kind"), SupportKind),
    )
    dated = "received_on"

    def aggregate(self, condition: Q | None = None, at: datetime | None = None) -> Aggregate:
        money = DecimalField(max_digits=20, decimal_places=2)
        return Sum("amount", filter=condition, default=Value(0, output_field=money), output_field=money)
