"""What a bulk action writes: one `Change` for each model it touches, as SQL over the rows themselves.

Parameters of a BulkAction, by kind:

    assign   person: key of an account, or None for nobody
    remind   message: a text for the mail; sent: keys of the accounts that got it
    add, remove   taxonomy, code
    level    code ("" for none)
    status   status, status_reason
    verify   nothing
    merge    taxonomy, code, into, retired_at: when the term had been retired before, or None

The value after the change is an expression over `o`, the row; so preview, change and undo say the same thing once, and
a batch is a statement, whatever its length. jsonb carries the values from one to the other, of any type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from organisations.choices import BulkKind, State, Taxonomy
from organisations.models import Organisation
from organisations.term_use import TermUse, uses_of
from organisations.terms import Terms

Fragment = tuple[str, list[Any]]

# Lists of which staff may set a value on many records: not those that belong to a record's verified identity.
MANY: dict[Taxonomy, str] = {
    Taxonomy.ISSUE: "issues",
    Taxonomy.EXPERTISE: "expertise",
    Taxonomy.TARGET: "targets",
    Taxonomy.FIELD: "fields",
    Taxonomy.MODE: "modes",
}


@dataclass(frozen=True)
class Change:
    """`after`: expression by column over the row `o`. `refusals`: (code, condition over `o`) for rows left out."""

    model: type[models.Model]
    after: Mapping[str, Fragment]
    refusals: Sequence[tuple[str, Fragment]] = field(default_factory=list)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def columns(self) -> list[str]:
        return list(self.after)

    @property
    def before_json(self) -> str:
        """What the columns hold now, as an object."""
        return self._object({column: (f"o.{column}", []) for column in self.after})[0]

    @property
    def after_json(self) -> Fragment:
        """What they are to hold, as an object."""
        return self._object(self.after)

    @property
    def refusal(self) -> Fragment:
        """The code of the first reason to leave the row out, or an empty text."""
        if not self.refusals:
            return "''", []
        whens = " ".join(f"WHEN {condition} THEN '{code}'" for code, (condition, _values) in self.refusals)
        return f"CASE {whens} ELSE '' END", [value for _code, (_sql, values) in self.refusals for value in values]

    @staticmethod
    def _object(columns: Mapping[str, Fragment]) -> Fragment:
        pairs = ", ".join(f"'{column}', {sql}" for column, (sql, _values) in columns.items())
        return f"jsonb_build_object({pairs})", [value for _sql, values in columns.values() for value in values]


def changes_of(kind: str, parameters: Mapping[str, Any], terms: Terms) -> list[Change]:
    """The changes of a bulk action. A reminder changes nothing: its one Change has no columns."""
    match kind:
        case BulkKind.ASSIGN:
            return [Change(Organisation, {"responsible_id": ("%s::bigint", [parameters["person"]])})]
        case BulkKind.ADD_TERM | BulkKind.REMOVE_TERM:
            return [_list_change(kind, Taxonomy(parameters["taxonomy"]), parameters["code"], terms)]
        case BulkKind.SET_LEVEL:
            return [Change(Organisation, {"level": ("%s::varchar", [parameters["code"]])})]
        case BulkKind.STATUS:
            columns = ("status", "status_reason")
            return [Change(Organisation, {name: ("%s::varchar", [parameters[name]]) for name in columns})]
        case BulkKind.VERIFY:
            # What the preview says; the change itself is the action of the workflow, record by record.
            missing = "o.name_th = '' OR o.legal_form = '' OR o.issues = '{}'"
            return [Change(Organisation, {"state": (f"'{State.VERIFIED}'", [])}, [("incomplete", (missing, []))])]
        case BulkKind.MERGE_TERM:
            taxonomy = Taxonomy(parameters["taxonomy"])
            return [_merge(use, parameters["code"], parameters["into"], terms) for use in uses_of(taxonomy)]
    return [Change(Organisation, {})]


def _list_change(kind: str, taxonomy: Taxonomy, code: str, terms: Terms) -> Change:
    column = MANY[taxonomy]
    if kind == BulkKind.ADD_TERM:
        return Change(Organisation, {column: _in_order(f"o.{column} || %s::varchar", [code], taxonomy, terms)})
    refusals = []
    if taxonomy == Taxonomy.ISSUE:
        # Every organisation has one at least.
        refusals = [("last_value", (f"o.{column} = ARRAY[%s]::varchar[]", [code]))]
    return Change(Organisation, {column: (f"array_remove(o.{column}, %s::varchar)", [code])}, refusals)


def _merge(use: TermUse, code: str, into: str, terms: Terms) -> Change:
    if not use.many:
        return Change(
            use.model, {use.column: (f"CASE o.{use.column} WHEN %s THEN %s ELSE o.{use.column} END", [code, into])}
        )
    replaced = f"array_replace(o.{use.column}, %s::varchar, %s::varchar)"
    return Change(use.model, {use.column: _in_order(replaced, [code, into], use.taxonomy, terms)})


def _in_order(array: str, values: list[Any], taxonomy: Taxonomy, terms: Terms) -> Fragment:
    """The codes without repeats, in the list's order, as every other writer keeps them."""
    ordered = list(terms.of(taxonomy))
    return (
        f"ARRAY(SELECT code FROM unnest({array}) AS code GROUP BY code"  # noqa: S608 - our own columns; codes are parameters
        " ORDER BY array_position(%s::varchar[], code), code)",
        [*values, ordered],
    )
