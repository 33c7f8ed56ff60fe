from indicators.models.evidence import RecordEvidence
from indicators.models.records import (
    CommitteeSeat,
    LegalMeasure,
    Network,
    NetworkMember,
    Record,
    SupportReceived,
    SupportSystem,
)
from indicators.models.reported import ReportedFigure
from indicators.models.values import Value

__all__ = [
    "CommitteeSeat",
    "LegalMeasure",
    "Network",
    "NetworkMember",
    "Record",
    "RecordEvidence",
    "ReportedFigure",
    "SupportReceived",
    "SupportSystem",
    "Value",
]
