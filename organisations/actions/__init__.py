"""Everything that changes the registry: pages, imports, commands and demo data call these and nothing else."""

from organisations.actions.bulk import CountMovedError, InTheWayError, assignable, retry_bulk, start_bulk, undo_bulk
from organisations.actions.capacity import assess
from organisations.actions.certification import certify
from organisations.actions.errors import ConflictError, WrongStateError
from organisations.actions.records import create, update
from organisations.actions.restoring import restorable, restore
from organisations.actions.saved_views import change_view, delete_view, save_view
from organisations.actions.taxonomies import add_term, change_term, merge_terms, restore_term, retire_term
from organisations.actions.workflow import confirm, decide, missing_fields, send_back, set_status, submit, verify

__all__ = [
    "ConflictError",
    "CountMovedError",
    "InTheWayError",
    "WrongStateError",
    "add_term",
    "assess",
    "assignable",
    "certify",
    "change_term",
    "change_view",
    "confirm",
    "create",
    "decide",
    "delete_view",
    "merge_terms",
    "missing_fields",
    "restorable",
    "restore",
    "restore_term",
    "retire_term",
    "retry_bulk",
    "save_view",
    "send_back",
    "set_status",
    "start_bulk",
    "submit",
    "undo_bulk",
    "update",
    "verify",
]
