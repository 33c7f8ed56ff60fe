from organisations.choices import Decision
from organisations.models.bulk import BulkAction, BulkRow
from organisations.models.capacity import CapacityAssessment
from organisations.models.certification import CertificationStep
from organisations.models.duplicates import DuplicatePair, DuplicateScan, PairState, TwinDue, TwinKey
from organisations.models.holding import HeldChange
from organisations.models.kept import CommonWord, CountChange, Listing, NameMark, Searchable, Tally, WordHit
from organisations.models.merging import Merge
from organisations.models.organisation import Organisation
from organisations.models.parts import Person, YearlyBudget
from organisations.models.reminding import DecisionMail, Escalation, Reminder, ReminderMail, ReminderStage
from organisations.models.returning import ReturnReason
from organisations.models.saved_view import SavedView
from organisations.models.term import Term
from organisations.models.typed import TypedAnswers

__all__ = [
    "BulkAction",
    "BulkRow",
    "CapacityAssessment",
    "CertificationStep",
    "CommonWord",
    "CountChange",
    "Decision",
    "DecisionMail",
    "DuplicatePair",
    "DuplicateScan",
    "Escalation",
    "HeldChange",
    "Listing",
    "Merge",
    "NameMark",
    "Organisation",
    "PairState",
    "Person",
    "Reminder",
    "ReminderMail",
    "ReminderStage",
    "ReturnReason",
    "SavedView",
    "Searchable",
    "Tally",
    "Term",
    "TwinDue",
    "TwinKey",
    "TypedAnswers",
    "WordHit",
    "YearlyBudget",
]
