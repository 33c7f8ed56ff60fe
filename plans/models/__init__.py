from plans.models.agency import Agency, AgencyMember
from plans.models.evidence import KeptEvidence
from plans.models.indicator import Indicator, Target
from plans.models.plan import (
    BudgetLine,
    Level,
    Node,
    NodeAgency,
    Plan,
    PlanAgency,
    Statement,
)
from plans.models.progress import Evidence, PlanPeriod, Progress, SupportingPart, WindowException
from plans.models.reminding import ReportReminder, ReportReminderMail, ReportReminderStage

__all__ = [
    "Agency",
    "AgencyMember",
    "BudgetLine",
    "Evidence",
    "Indicator",
    "KeptEvidence",
    "Level",
    "Node",
    "NodeAgency",
    "Plan",
    "PlanAgency",
    "PlanPeriod",
    "Progress",
    "ReportReminder",
    "ReportReminderMail",
    "ReportReminderStage",
    "Statement",
    "SupportingPart",
    "Target",
    "WindowException",
]
