"""What can be done to plans and their progress. Each is keyword-only, atomic and asks for the right itself."""

from plans.actions.loading import load_plan

__all__ = ["load_plan"]
