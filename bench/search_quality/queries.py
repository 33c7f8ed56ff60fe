"""Queries as people type them, each with the organisation that is meant.

What is asked for is told apart from all other records by the words before any slip: where a name is borne twice, the
place stands behind it, as a person would write it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ruamel.yaml import YAML

from bench.search_quality.slips import FORMS, SLIPS
from organisations.keys import full_name
from organisations.models import Organisation
from organisations.search.words import as_typed
from places import lookup

SEED = 2565
EACH = 12  # queries of a rule
REAL_LIFE = Path(__file__).with_name("real_life.yaml")


@dataclass(frozen=True)
class Query:
    """`rule` and `q`, and the code of the organisation that is meant."""

    rule: str
    q: str
    code: str
    clean: str


class Registry:
    """The records in memory, to know what tells one from the others."""

    def __init__(self) -> None:
        self.records = list(Organisation.objects.exclude(state="merged").order_by("id"))
        self.texts = [record.search_text for record in self.records]

    def tells_apart(self, text: str) -> bool:
        """Whether one record alone holds all the words."""
        words = as_typed(text).words
        found = (1 for held in self.texts if all(any(writing in held for writing in word.writings) for word in words))
        return bool(words) and sum(found) == 1

    def told_apart(self, text: str, record: Organisation) -> str | None:
        """The text with as much of the place behind it as it takes; None where nothing tells the record apart."""
        place = fields_of(record)
        for behind in ("", "{province}", "{tambon} {province}", "{tambon} {district} {province}"):
            if self.tells_apart(longer := f"{text} {behind.format(**place)}".strip()):
                return longer
        return None


def queries() -> list[Query]:
    """All of them; the same for the same registry."""
    registry, chance = Registry(), Random(SEED)
    found = [*_plain(registry, chance), *_slipped(registry, chance), *_combined(registry, chance)]
    found += _real_life(registry, chance)
    return found


def fields_of(record: Organisation) -> dict[str, str]:
    """What templates of real_life.yaml may name."""
    form = next((form for form in FORMS if record.name_th.startswith(form)), "")
    province = lookup.provinces().by_code[record.province_id]
    return {
        "name": record.name_th,
        "bare": record.name_th[len(form) :].strip() if form else "",
        "form": form,
        "english": record.name_en,
        "former": next(iter(record.former_names), ""),
        "alias": next(iter(record.aliases), ""),
        "short": record.abbreviation,
        "code": record.code,
        "number": record.registration_number,
        "objectives": " ".join(record.objectives.split()[:2]),
        "tambon": full_name(record.subdistrict_id or "000000"),
        "district": full_name(record.district_id or "0000"),
        "province": province.name_th,
        "province_en": province.name_en,
    }


def _plain(registry: Registry, chance: Random) -> Iterator[Query]:
    """Each kind of text alone, without a slip."""
    for rule, template in (
        ("name", "{name}"),
        ("English name", "{english}"),
        ("former name", "{former}"),
        ("other name", "{alias}"),
        ("abbreviation", "{short}"),
        ("code", "{code}"),
        ("registration number", "{number}"),
        ("place", "{bare} {tambon}"),
        ("objectives", "{objectives} {tambon}"),
    ):
        yield from _of_template(rule, template, EACH, registry, chance)


def _of_template(rule: str, template: str, number: int, registry: Registry, chance: Random) -> Iterator[Query]:
    made = 0
    for record in chance.sample(registry.records, len(registry.records)):
        fields = fields_of(record)
        named = [name for name in fields if f"{{{name}}}" in template]
        if not all(fields[name] for name in named):
            continue
        clean = registry.told_apart(template.format(**fields), record)
        if clean:
            yield Query(rule, clean, record.code, clean)
            made += 1
        if made == number:
            return


def _slipped(registry: Registry, chance: Random) -> Iterator[Query]:
    """Each slip alone, on names; digits on registration numbers; the other layout on English names too."""
    for rule, slip in SLIPS.items():
        sources = ["{name}"]
        if rule == "Thai digits":
            sources = ["{number}", "{code}"]
        if rule == "the other keyboard layout":
            sources = ["{name}", "{english}"]
        for source in sources:
            made = 0
            for query in _of_template(rule, source, len(registry.records), registry, chance):
                typed = slip(query.q, chance)
                if typed and typed != query.q:
                    yield Query(rule, typed, query.code, query.clean)
                    made += 1
                if made == EACH:
                    break


def _combined(registry: Registry, chance: Random) -> Iterator[Query]:
    """Two or three slips in one query; the other layout comes last, as it does to a person."""
    rules = [rule for rule in SLIPS if rule != "Thai digits"]
    made = 0
    for query in _of_template("", "{name}", len(registry.records), registry, chance):
        some = sorted(chance.sample(rules, chance.choice((2, 2, 3))), key=lambda rule: rule.startswith("the other"))
        typed: str | None = query.q
        for rule in some:
            typed = SLIPS[rule](typed, chance) if typed else None
        if typed:
            yield Query("combined", typed, query.code, f"{query.clean} ({' + '.join(some)})")
            made += 1
        if made == 6 * EACH:
            return


def _real_life(registry: Registry, chance: Random) -> Iterator[Query]:
    for template in YAML(typ="safe").load(REAL_LIFE.read_text(encoding="utf-8")):
        yield from _of_template("real life", template, 2, registry, chance)
