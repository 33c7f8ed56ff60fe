"""What can be done to plans and their progress. Each is keyword-only, atomic and asks for the right itself."""

from plans.actions.agencies import add_agency, change_agency
from plans.actions.closing import close_period, correct_progress
from plans.actions.errors import ConflictError, NotNowError
from plans.actions.evidence import add_file, add_link, remove_evidence
from plans.actions.loading import Preview, change_document, checked_document, load_plan, preview_plan, seen_of
from plans.actions.officers import set_agencies
from plans.actions.parts import save_part
from plans.actions.progress import accept_progress, missing_answers, return_progress, save_progress, submit_progress
from plans.actions.windows import add_exception, end_exception, set_window

__all__ = [
    "ConflictError",
    "NotNowError",
    "Preview",
    "accept_progress",
    "add_agency",
    "add_exception",
    "add_file",
    "add_link",
    "change_agency",
    "change_document",
    "checked_document",
    "close_period",
    "correct_progress",
    "end_exception",
    "load_plan",
    "missing_answers",
    "preview_plan",
    "remove_evidence",
    "return_progress",
    "save_part",
    "save_progress",
    "seen_of",
    "set_agencies",
    "set_window",
    "submit_progress",
]
