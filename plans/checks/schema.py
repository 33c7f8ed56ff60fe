"""The shape of a document, by the published schema (plans/documents/schema.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from plans.reading import Document, Problem

SCHEMA = Path(__file__).resolve().parent.parent / "documents" / "schema.json"

TYPES: dict[str, Promise] = {
    "object": _("a group of “name: value” lines"),
    "array": _("a list, each item beginning with “-”"),
    "string": _("text"),
    "integer": _("a whole number"),
    "number": _("a number"),
    "boolean": _("true or false"),
    "null": _("nothing"),
}


@cache
def validator() -> Draft202012Validator:
    """The published schema, ready to check with."""
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker(["date"]))


def check(document: Document) -> list[Problem]:
    return [problem for error in validator().iter_errors(document.data) for problem in _problems(document, error)]


def _problems(document: Document, error: ValidationError) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    rule: Any = error.validator_value
    schema: Any = error.schema
    rows: Any = error.instance
    given = str(error.instance)[:60]

    def problem(message: Promise, at: tuple[str | int, ...] = path, **values: Any) -> Problem:
        return document.problem(at, message, **{"name": name, "given": given, **values})

    match error.validator:
        case "additionalProperties":
            for key in sorted(set(rows) - set(schema.get("properties", {}))):
                yield problem(
                    _("“%(key)s” is not known here. Check its spelling, or leave it out."), (*path, key), key=key
                )
        case "dependentRequired":
            for key in sorted({key for keys in rule.values() for key in keys} - set(rows)):
                yield problem(_("“%(key)s” is missing here. Add it."), key=key)
        case "required":
            for key in rule:
                if key not in rows:
                    yield problem(_("“%(key)s” is missing here. Add it."), key=key)
        case "type":
            kinds = [rule] if isinstance(rule, str) else rule
            expected = TYPES["number"] if "number" in kinds else TYPES[kinds[0]]
            if error.instance is None:
                yield problem(_("“%(name)s” is empty. Fill it, or leave the line out."))
            else:
                yield problem(_("“%(name)s” must be %(expected)s, not “%(given)s”."), expected=expected)
        case "enum":
            known = ", ".join(str(value) for value in rule)
            yield problem(_("“%(given)s” is not a value of “%(name)s”. Choose from: %(known)s."), known=known)
        case "const" if name == "format":
            yield problem(_("“format” must be 1, not “%(given)s”."))
        case "const":
            yield problem(_("“%(name)s” must be “%(rule)s” here, not “%(given)s”."), rule=rule)
        case "minLength":
            yield problem(_("“%(name)s” is empty. Fill it, or leave the line out."))
        case "minItems":
            yield problem(_("“%(name)s” is empty. Fill it, or leave the line out."))
        case "maxLength":
            yield problem(_("“%(name)s” is longer than %(rule)s characters."), rule=rule)
        case "pattern":
            yield problem(_("“%(given)s” does not have the form of “%(name)s”."))
        case "format":
            yield problem(_("“%(given)s” is not a day. Write it as 2021-03-30."))
        case "minimum" | "maximum":
            yield problem(_("“%(given)s” is out of the range of “%(name)s”."))
        case "uniqueItems":
            yield problem(_("“%(name)s” names the same thing twice."))
        case None:
            yield problem(_("“%(name)s” does not belong here. Leave it out."))
        case _:
            yield problem(_("“%(given)s” does not fit “%(name)s” (%(rule)s)."), rule=str(error.validator))
