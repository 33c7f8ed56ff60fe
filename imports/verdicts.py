"""What becomes of a row: new, changed, same, possible duplicate, or error."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from imports.comparing import changes
from imports.models import Verdict
from imports.problems import WARNING, Problem
from imports.rows import Row
from imports.sheet import Sheet

TWIN = _("This looks like the same organisation as row %(row)s of this file.")
ALIKE = _("This looks like “%(name)s” (%(value)s), which is in the registry already.")
TAKEN = _("This row is taken to mean “%(name)s” (%(value)s). If it is another organisation, say so at this row.")
TWICE = _("Row %(row)s means the same organisation “%(name)s” (%(value)s). Keep one row for each organisation.")


def decide(row: Row, sheet: Sheet) -> None:
    """Set the row's verdict, its changes, and the problem that explains a duplicate."""
    if row.existing is not None:
        _once(row, sheet)
        row.changes = changes(row, row.existing, sheet.terms)
        if row.is_guessed and row.changes:
            params = {"name": row.existing.name, "value": row.existing.code, "reasons": list(row.reasons)}
            row.problems.append(Problem("name_th", "taken", TAKEN, params, WARNING, row.read["name_th"]))
    elif row.candidate is not None:
        _weigh_candidate(row, sheet)
    elif row.twin:
        row.problems.append(Problem("name_th", "twin", TWIN, {"row": row.twin}, WARNING, row.read["name_th"]))
    row.verdict = _verdict(row)


def _verdict(row: Row) -> Verdict:
    if row.has_errors:
        return Verdict.ERROR
    if row.existing is not None:
        return Verdict.CHANGED if row.changes else Verdict.SAME
    return Verdict.DUPLICATE if row.candidate is not None or row.twin else Verdict.NEW


def _once(row: Row, sheet: Sheet) -> None:
    assert row.existing is not None  # noqa: S101 - the only caller asked
    first = sheet.organisations.setdefault(row.existing.pk, row.number)
    if first != row.number and not any(problem.code == "code_doubled" for problem in row.problems):
        params = {"row": first, "name": row.existing.name, "value": row.existing.code}
        row.problems.append(Problem("name_th", "organisation_doubled", TWICE, params))


def _weigh_candidate(row: Row, sheet: Sheet) -> None:
    """A candidate of which the row says nothing new is no question for anybody: it is the same."""
    assert row.candidate is not None  # noqa: S101 - the only caller asked
    row.changes = changes(row, row.candidate, sheet.terms)
    if not row.changes and not row.has_errors and not row.read.get("code"):
        row.existing = row.candidate
        return
    first = sheet.organisations.setdefault(row.candidate.pk, row.number)
    if first != row.number:
        row.candidate, row.twin, row.changes = None, first, {}
        row.problems.append(Problem("name_th", "twin", TWIN, {"row": first}, WARNING, row.read["name_th"]))
        return
    params = {"name": row.candidate.name, "value": row.candidate.code, "reasons": list(row.reasons)}
    row.problems.append(Problem("name_th", "alike", ALIKE, params, WARNING, row.read["name_th"]))
