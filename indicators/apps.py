from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = _("KPI records")

    def ready(self) -> None:
        # Models are there only now.
        from indicators.models import CommitteeSeat, NetworkMember, SupportReceived
        from organisations.related import Carry, carry

        carry(CommitteeSeat)
        carry(SupportReceived)
        carry(NetworkMember, Carry.DROP, once="network_id")
