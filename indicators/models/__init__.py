from indicators.models.records import (
    CommitteeSeat,
    LegalMeasure,
    Network,
    Record,
    SupportReceived,
    SupportSystem,
)
from indicators.models.values import Value

__all__ = [
    "CommitteeSeat",
    "LegalMeasure",
    "Network",
    "Record",
    "SupportReceived",
    "SupportSystem",
    "Value",
]
