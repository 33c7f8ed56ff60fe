"""A plan's document written out again, its parts in the order in which the published schema names them."""

from __future__ import annotations

import io
import json
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from plans.checks.schema import SCHEMA


@cache
def schema() -> dict[str, Any]:
    """The published schema."""
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def ordered(part: Any, rules: dict[str, Any] | None = None) -> Any:
    """The same data; the database keeps a document without the order of its names."""
    rules = schema() if rules is None else rules
    if "$ref" in rules:
        rules = schema()["$defs"][rules["$ref"].rpartition("/")[2]]
    if isinstance(part, list):
        return [ordered(item, rules.get("items", {})) for item in part]
    if not isinstance(part, dict):
        return part
    known = rules.get("properties", {})
    names = [name for name in known if name in part] + [name for name in part if name not in known]
    return {name: ordered(part[name], known.get(name, {})) for name in names}


def as_yaml(data: dict[str, Any]) -> str:
    """A document as YAML that `plans.reading.read` reads as the same data."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # ruamel types it as None
    yaml.width = 10_000
    yaml.indent = 2
    out = io.StringIO()
    yaml.dump(ordered(data), out)
    return out.getvalue()
