"""Loading the lists of organisations/data/taxonomies.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from ruamel.yaml import YAML

from organisations.choices import Taxonomy
from organisations.models import Term

FILE = Path(__file__).parent / "data" / "taxonomies.yaml"


@dataclass(frozen=True)
class Loaded:
    total: int
    new: int


def read_taxonomies(path: Path = FILE) -> list[Term]:
    """The terms of the file, unsaved, positions as printed."""
    lists: dict[str, list[dict[str, Any]]] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return [
        Term(
            taxonomy=Taxonomy(name),
            code=term["code"],
            name_th=term["th"],
            name_en=term["en"],
            sdgs=term.get("sdgs", []),
            synonyms=term.get("also", []),
            position=position,
        )
        for name, terms in lists.items()
        for position, term in enumerate(terms, start=1)
    ]


@transaction.atomic
def load_taxonomies(path: Path = FILE) -> Loaded:
    """Add the terms that the registry has not got yet; a second run writes nothing.

    A term that is there is left as it is: administrators rename, retire and reorder terms.
    """
    wanted = read_taxonomies(path)
    held = set(Term.objects.values_list("taxonomy", "code"))
    new = [term for term in wanted if (term.taxonomy, term.code) not in held]
    Term.objects.bulk_create(new)
    return Loaded(len(wanted), len(new))
