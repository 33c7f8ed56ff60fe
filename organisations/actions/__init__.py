"""Everything that changes the registry: pages, imports, commands and demo data call these and nothing else."""

from organisations.actions.capacity import assess
from organisations.actions.certification import certify
from organisations.actions.errors import ConflictError, WrongStateError
from organisations.actions.records import create, update
from organisations.actions.saved_views import change_view, delete_view, save_view
from organisations.actions.workflow import confirm, decide, missing_fields, send_back, set_status, submit, verify

__all__ = [
    "ConflictError",
    "WrongStateError",
    "assess",
    "certify",
    "change_view",
    "confirm",
    "create",
    "decide",
    "delete_view",
    "missing_fields",
    "save_view",
    "send_back",
    "set_status",
    "submit",
    "update",
    "verify",
]
