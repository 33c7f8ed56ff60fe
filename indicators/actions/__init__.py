"""Everything that changes KPI records and typed values; pages and imports call these and nothing else."""

from indicators.actions.errors import ConflictError, WithdrawnError
from indicators.actions.evidence import add_evidence, remove_evidence
from indicators.actions.records import add_record, change_record, require_note, verify_record, withdraw_record
from indicators.actions.values import set_value

__all__ = [
    "ConflictError",
    "WithdrawnError",
    "add_evidence",
    "add_record",
    "change_record",
    "remove_evidence",
    "require_note",
    "set_value",
    "verify_record",
    "withdraw_record",
]
