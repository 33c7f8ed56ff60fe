"""What is kept beside a name so that lists sort, searches find and twins are noticed, by an index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thai.text import matching_key, search_key, sort_key

KEYED_BY = (
    "name_th",
    "name_en",
    "abbreviation",
    "former_names",
    "aliases",
    "code",
    "registration_number",
    "objectives",
)


def keys_of(values: Mapping[str, Any]) -> dict[str, str]:
    """`search_text`, `name_sort` and `name_key` of a record, given by field name; bulk writers write them as well."""
    names = [values["name_th"], values["name_en"], values["abbreviation"], *values["former_names"], *values["aliases"]]
    others = [values["code"], values["registration_number"], values["objectives"]]
    return {
        # A mark between the parts keeps a query from matching across two names.
        "search_text": "|".join(search_key(part) for part in [*names, *others] if part),
        "name_sort": sort_key(values["name_th"]),
        "name_key": matching_key(values["name_th"]),
    }
