from organisations.models.capacity import CapacityAssessment
from organisations.models.holding import Decision, HeldChange
from organisations.models.kept import Searchable
from organisations.models.organisation import Organisation
from organisations.models.parts import Person, YearlyBudget
from organisations.models.saved_view import SavedView
from organisations.models.term import Term

__all__ = [
    "CapacityAssessment",
    "Decision",
    "HeldChange",
    "Organisation",
    "Person",
    "SavedView",
    "Searchable",
    "Term",
    "YearlyBudget",
]
