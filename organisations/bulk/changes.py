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

from django.db import connection, models
from django.utils import timezone

from organisations.choices import BulkKind, Decision, State, Taxonomy
from organisations.holding import IDENTITY
from organisations.models import HeldChange, Organisation
from organisations.term_use import TermUse, held_uses, uses_of
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
    """`after`: expression by column over the row `o`. `refusals`: (code, condition over `o`) for rows left out.

    `decisive`: the columns by which a row changes or stays; the others are stamps that go along. All where it is empty.
    """

    model: type[models.Model]
    after: Mapping[str, Fragment]
    refusals: Sequence[tuple[str, Fragment]] = field(default_factory=list)
    decisive: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def columns(self) -> list[str]:
        return list(self.after)

    def outcomes(self, rows: str) -> Fragment:
        """A query for what becomes of rows: key, outcome, refusal, and the columns before and after as JSON.

        `rows`: which of them, as a condition over `o`, the table. A row that would stay as it is is never refused.
        """
        before = ", ".join(f"'{column}', o.{column}" for column in self.after)
        after = ", ".join(f"'{column}', n.{column}" for column in self.after)
        wanted = ", ".join(f"{sql} AS {column}" for column, (sql, _values) in self.after.items())
        same = " AND ".join(
            f"o.{column} IS NOT DISTINCT FROM n.{column}" for column in self.decisive or self.after.keys()
        )
        refusal, values = self._refusal
        # Each value is made once: OFFSET keeps the planner from putting its expression into every place of its name.
        statement = f"""
            SELECT o.id, CASE WHEN {same} THEN 'same' WHEN r.refusal <> '' THEN 'refused' ELSE 'changed' END AS outcome,
                CASE WHEN {same} THEN '' ELSE r.refusal END AS refusal,
                jsonb_build_object({before}) AS before, jsonb_build_object({after}) AS after
            FROM {self.table} o
            CROSS JOIN LATERAL (SELECT {wanted} OFFSET 0) AS n
            CROSS JOIN LATERAL (SELECT {refusal} AS refusal) AS r
            WHERE {rows}"""  # noqa: S608 - our own names; what people typed is among the parameters
        return statement, [*(value for _sql, parts in self.after.values() for value in parts), *values]

    @property
    def _refusal(self) -> Fragment:
        """The code of the first reason to leave the row out, or an empty text."""
        if not self.refusals:
            return "''", []
        whens = " ".join(f"WHEN {condition} THEN '{code}'" for code, (condition, _values) in self.refusals)
        return f"CASE {whens} ELSE '' END", [value for _code, (_sql, values) in self.refusals for value in values]


def types_of(model: type[models.Model], columns: Sequence[str]) -> str:
    """Columns with their types, as a list of columns in SQL."""
    types = {field.column: field.db_type(connection) for field in model._meta.concrete_fields}
    return ", ".join(f"{column} {types[column]}" for column in columns)


def changes_of(kind: str, parameters: Mapping[str, Any], terms: Terms, by: Any) -> list[Change]:
    """The changes of a bulk action of this account. A reminder changes nothing: it has none."""
    match kind:
        case BulkKind.ASSIGN:
            return [Change(Organisation, {"responsible_id": ("%s::bigint", [parameters["person"]])})]
        case BulkKind.ADD_TERM | BulkKind.REMOVE_TERM:
            return [_list_change(kind, Taxonomy(parameters["taxonomy"]), parameters["code"], terms)]
        case BulkKind.SET_LEVEL:
            return [Change(Organisation, {"level": ("%s::varchar", [parameters["code"]])})]
        case BulkKind.STATUS:
            return [_status(parameters["status"], parameters["status_reason"])]
        case BulkKind.VERIFY:
            return [_verified(by)]
        case BulkKind.MERGE_TERM:
            taxonomy = Taxonomy(parameters["taxonomy"])
            code, into = parameters["code"], parameters["into"]
            held = [_merge_held(column, code, into, by) for column in held_uses(taxonomy, IDENTITY)]
            return [*(_merge(use, code, into, terms) for use in uses_of(taxonomy)), *held]
    return []


def _status(status: str, reason: str) -> Change:
    """As actions.set_status writes it: since today, where it is another one."""
    since = "CASE WHEN o.status = %s THEN o.status_since ELSE %s::date END"
    return Change(
        Organisation,
        {
            "status": ("%s::varchar", [status]),
            "status_reason": ("%s::varchar", [reason]),
            "status_since": (since, [status, timezone.localdate()]),
        },
        decisive=frozenset({"status", "status_reason"}),
    )


def _verified(by: Any) -> Change:
    """As actions.verify writes it, with the same rules; `state_since` comes from the table's own trigger."""
    missing = "o.name_th = '' OR o.legal_form = '' OR o.issues = '{}'"
    open_states = ", ".join(f"'{state}'" for state in (State.DRAFT, State.SUBMITTED, State.RETURNED))
    return Change(
        Organisation,
        {
            "state": (f"'{State.VERIFIED}'::varchar", []),
            "state_reason": ("''::text", []),
            "verified_at": ("now()", []),
            "verified_by_id": ("%s::bigint", [by.pk]),
        },
        [("wrong_state", (f"o.state NOT IN ({open_states})", [])), ("incomplete", (missing, []))],
        decisive=frozenset({"state"}),
    )


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


def _merge_held(column: str, code: str, into: str, by: Any) -> Change:
    """In what waits for approval: both the wanted value and the verified one it was asked against.

    Where the record has the wanted value by then, nothing is left to approve: it is settled as holding.settle_reached
    does. The record may be changed before or after, so its value is taken as it will be.
    """
    merged = "CASE {0} WHEN %s THEN %s::text ELSE {0} END"
    wanted, held = merged.format(f"(o.wanted ->> '{column}')"), merged.format(f"g.{column}::text")
    record = f"SELECT {held} FROM {Organisation._meta.db_table} g WHERE g.id = o.organisation_id"  # noqa: S608 - our own names
    reached = f"o.decision = '{Decision.WAITING}' AND {wanted} = ({record})"
    if_reached = f"CASE WHEN {reached} THEN {{value}} ELSE o.{{name}} END"
    both = [code, into, code, into]
    now = (
        f"CASE WHEN o.{{name}} ->> '{column}' = %s"
        f" THEN jsonb_set(o.{{name}}, '{{{{{column}}}}}', to_jsonb(%s::text)) ELSE o.{{name}} END"
    )
    return Change(
        HeldChange,
        {
            **{name: (now.format(name=name), [code, into]) for name in ("verified", "wanted")},
            "decision": (if_reached.format(value=f"'{Decision.APPROVED}'::varchar", name="decision"), both),
            "decided_by_id": (if_reached.format(value="%s::bigint", name="decided_by_id"), [*both, by.pk]),
            "decided_at": (if_reached.format(value="now()", name="decided_at"), both),
        },
    )


def _in_order(array: str, values: list[Any], taxonomy: Taxonomy, terms: Terms) -> Fragment:
    """The codes without repeats, in the list's order, as every other writer keeps them."""
    ordered = list(terms.of(taxonomy))
    return (
        f"ARRAY(SELECT code FROM unnest({array}) AS code GROUP BY code"  # noqa: S608 - our own columns; codes are parameters
        " ORDER BY array_position(%s::varchar[], code), code)",
        [*values, ordered],
    )
