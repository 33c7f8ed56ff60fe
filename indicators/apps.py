from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = _("KPI records")

    def ready(self) -> None:
        # Models are there only now.
        from indicators.models import CommitteeSeat, NetworkMember, SupportReceived
        from organisations.related import Carry, carry
        from plans.models import PlanPeriod

        post_save.connect(_keep_what_is_reported, sender=PlanPeriod, dispatch_uid="indicators.reported")
        carry(CommitteeSeat)
        carry(SupportReceived)
        carry(NetworkMember, Carry.DROP, once="network_id")


def _keep_what_is_reported(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Keep the figures of a period as it is closed, in one transaction with that. Plans know nothing of figures."""
    # Models are there only now.
    from indicators.figures.keeping import keep_closed

    if instance.is_closed and not raw:
        keep_closed(instance.plan)
