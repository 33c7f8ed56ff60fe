from indicators.models.records import (
    CommitteeSeat,
    LegalMeasure,
    Network,
    NetworkMember,
    Record,
    SupportReceived,
    SupportSystem,
)
from indicators.models.values import Value

__all__ = [
    "CommitteeSeat",
    "LegalMeasure",
    "Network",
    "NetworkMember",
    "Record",
    "SupportReceived",
    "SupportSystem",
    "Value",
]
