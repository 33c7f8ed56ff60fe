"""Everything that changes the registry: pages, imports, commands and demo data call these and nothing else."""

from organisations.actions.bulk import (
    assignable,
    cancel_bulk,
    confirm_bulk,
    preview_bulk,
    retry_bulk,
    undo_bulk,
)
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
    "WrongStateError",
    "add_term",
    "assess",
    "assignable",
    "cancel_bulk",
    "certify",
    "change_term",
    "change_view",
    "confirm",
    "confirm_bulk",
    "create",
    "decide",
    "delete_view",
    "merge_terms",
    "missing_fields",
    "preview_bulk",
    "restorable",
    "restore",
    "restore_term",
    "retire_term",
    "retry_bulk",
    "save_view",
    "send_back",
    "set_status",
    "submit",
    "undo_bulk",
    "update",
    "verify",
]
