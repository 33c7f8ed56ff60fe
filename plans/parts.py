"""Parts of a plan's document that are edited by fields: found, changed and added in its data, nothing else touched.

Every function that changes takes the data and gives new data; what a part says beyond its fields stays.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

Data = dict[str, Any]
Values = dict[str, Any]


def node_of(data: Data, number: str) -> Data | None:
    """The node of a number, at any depth."""
    return next((node for node in _nodes(data.get("nodes", [])) if node["number"] == number), None)


def indicator_of(data: Data, code: str) -> Data | None:
    """The indicator of a code."""
    return next((one for one in data.get("indicators", []) if one["code"] == code), None)


def next_number(parent: Data) -> str:
    """The number that a new node below another would have: 1.5 after 1.4."""
    lasts = [child["number"].rpartition(".")[2] for child in parent.get("children", [])]
    return f"{parent['number']}.{max([0, *(int(last) for last in lasts if last.isdecimal())]) + 1}"


def with_plan(data: Data, values: Values) -> Data:
    """With other values of the plan itself; None takes one away."""
    return _written(copy.deepcopy(data), values)


def with_node(data: Data, number: str, values: Values) -> Data:
    """With other values of a node. Raises KeyError where there is none."""
    changed = copy.deepcopy(data)
    _written(_needed(node_of(changed, number)), values)
    return changed


def with_new_node(data: Data, parent: str, values: Values) -> Data:
    """With one more node, the last below another. Raises KeyError where that is not there."""
    changed = copy.deepcopy(data)
    _needed(node_of(changed, parent)).setdefault("children", []).append(_written({}, values))
    return changed


def with_indicator(data: Data, code: str, values: Values) -> Data:
    """With other values of an indicator. Raises KeyError where there is none."""
    changed = copy.deepcopy(data)
    _written(_needed(indicator_of(changed, code)), values)
    return changed


def with_new_indicator(data: Data, values: Values) -> Data:
    """With one more indicator, the last."""
    changed = copy.deepcopy(data)
    changed.setdefault("indicators", []).append(_written({}, values))
    return changed


def with_agencies(data: Data, agencies: list[Data]) -> Data:
    """With agencies that the document does not list yet, as its parts name them by code."""
    known = {agency["code"] for agency in data.get("agencies", [])}
    new = [agency for agency in agencies if agency["code"] not in known]
    return {**data, "agencies": [*data.get("agencies", []), *new]} if new else data


def yearly_targets(data: Data, indicator: Data) -> dict[int, Data]:
    """The targets for the whole country by the year for which they are stated; without a period, the plan's last."""
    stated = {}
    for target in indicator.get("targets", []):
        period = str(target.get("period", data["last_year"]))
        if "province" not in target and period.isdecimal():
            stated[int(period)] = target
    return stated


def targets_with(data: Data, indicator: Data, values: dict[int, Any]) -> list[Data] | None:
    """All targets, those of years with other values: None takes a year's away. None where none is left."""
    stated = yearly_targets(data, indicator)
    kept = []
    for target in indicator.get("targets", []):
        year = next((year for year, own in stated.items() if own is target), None)
        if year is None or year not in values:
            kept.append(target)
        elif values[year] is not None:
            kept.append({**target, "value": values[year]})
    kept += [
        {"period": str(year), "value": value}
        for year, value in sorted(values.items())
        if value is not None and year not in stated
    ]
    return kept or None


def _nodes(nodes: list[Data]) -> Iterator[Data]:
    for node in nodes:
        yield node
        yield from _nodes(node.get("children", []))


def _needed(part: Data | None) -> Data:
    if part is None:
        raise KeyError
    return part


def _written(part: Data, values: Values) -> Data:
    for name, value in values.items():
        if value in (None, "", []):
            part.pop(name, None)
        else:
            part[name] = value
    return part
