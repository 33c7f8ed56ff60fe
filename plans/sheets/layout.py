"""Which sheets a plan's workbook has, and which columns; both follow from the published schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plans.writing import schema

# The sheet of what the document says once, as rows “name, value”.
PLAN = "plan"
# Between several values in one cell.
SEPARATOR = ";"

Rule = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A sheet of items: where their list stands, and what names the item that a row belongs to.

    `definition`: of an item in the schema. `under`: the column that names the item above, for lists that nest.
    `owner`: the column that names the item of another list to which a row belongs, such as a target's indicator.
    """

    name: str
    definition: str
    under: bool = False
    owner: str = ""

    @property
    def columns(self) -> dict[str, Rule]:
        """The columns in order, each with its rule."""
        first: dict[str, Rule] = {self.owner: {"type": "string"}} if self.owner else {}
        if self.name in {"parts", "responsible"}:
            first["role"] = {"type": "string"}
        own = dict(flat(schema()["$defs"][self.definition]))
        if not self.under:
            return {**first, **own}
        # Beside its number, a row says what it stands under.
        return {**first, "number": own.pop("number"), "under": {"type": "string"}, **own}


SHEETS = (
    Sheet("sources", "source"),
    Sheet("notes", "bilingual"),
    Sheet("levels", "level"),
    Sheet("vision", "statement", under=True),
    Sheet("objectives", "statement", under=True),
    Sheet("goals", "goal", under=True),
    Sheet("outcomes", "statement", under=True),
    Sheet("outputs", "statement", under=True),
    Sheet("mechanisms", "statement", under=True),
    Sheet("agencies", "agency"),
    Sheet("responsible", "part"),
    Sheet("nodes", "node", under=True),
    Sheet("parts", "part", owner="node"),
    Sheet("indicators", "indicator"),
    Sheet("targets", "target", owner="indicator"),
    Sheet("budget_lines", "budget_line"),
    Sheet("sections", "section"),
)


def plan_columns() -> dict[str, Rule]:
    """What the sheet of the plan itself may say."""
    return dict(flat(schema()))


def resolved(rule: Rule) -> Rule:
    """A rule, or the one that it refers to."""
    found: Rule = schema()["$defs"][rule["$ref"].rpartition("/")[2]] if "$ref" in rule else rule
    return found


def flat(rule: Rule, prefix: str = "") -> Iterator[tuple[str, Rule]]:
    """(column, rule) of every single value of an item, a group's as “baseline.value”; lists of items are left out."""
    for name, given in rule.get("properties", {}).items():
        part = resolved(given)
        if part.get("type") == "object":
            yield from flat(part, f"{prefix}{name}.")
        elif part.get("type") != "array" or resolved(part["items"]).get("type") == "string":
            yield f"{prefix}{name}", part
