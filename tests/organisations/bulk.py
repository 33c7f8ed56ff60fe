"""Bulk actions as the worker leaves them, for the tests of their work and of their pages."""

from organisations import actions
from organisations.bulk.meant import Meant
from organisations.choices import BulkKind
from organisations.tasks import run_bulk

EVERYTHING = Meant()


def look(kind, parameters, by, meant=EVERYTHING, **more):
    """A preview, as the worker leaves it."""
    return run(actions.preview_bulk(kind=BulkKind(kind), parameters=parameters, meant=meant, by=by, **more))


def start(kind, parameters, by, **more):
    """A preview that is confirmed and waits for the worker."""
    return actions.confirm_bulk(action=look(kind, parameters, by, **more), by=by)


def run(action):
    run_bulk(str(action.pk))
    action.refresh_from_db()
    return action


def outcomes(action):
    return sorted(action.rows.values_list("outcome", "refusal"))


def add(code="17", taxonomy="issue"):
    return {"taxonomy": taxonomy, "code": code}
