"""What can be done to reports. Each is keyword-only, atomic and asks for the right itself."""

from reports.actions.errors import ConflictError, NotNowError
from reports.actions.province_years import accept_year, return_year, save_year, submit_year
from reports.actions.reports import ask, cancel, issue, retry, send_back, start, submit, took

__all__ = [
    "ConflictError",
    "NotNowError",
    "accept_year",
    "ask",
    "cancel",
    "issue",
    "retry",
    "return_year",
    "save_year",
    "send_back",
    "start",
    "submit",
    "submit_year",
    "took",
]
