from organisations.models.capacity import CapacityAssessment
from organisations.models.organisation import Organisation
from organisations.models.parts import Person, YearlyBudget
from organisations.models.term import Term

__all__ = ["CapacityAssessment", "Organisation", "Person", "Term", "YearlyBudget"]
