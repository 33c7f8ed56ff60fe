"""Writes the official list of places into the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models, transaction

from places import official
from places.models import District, Province, Region, Subdistrict
from thai.text import sort_key


@dataclass(frozen=True)
class Loaded:
    """How many rows of one level were written, and the codes that the official list lost."""

    model: type[models.Model]
    total: int
    new: int
    changed: int
    left: tuple[str, ...]


@transaction.atomic
def load_places() -> list[Loaded]:
    """Bring all four levels to the official list; a second run writes nothing.

    A place that the list no longer holds is left as it is, since organisations may stand in it.
    """
    return [
        _write([Region(code=r.code, name_th=r.name_th, name_en=r.name_en, order=r.order) for r in official.REGIONS]),
        _write(
            [
                Province(
                    code=p.code,
                    name_th=p.name_th,
                    name_en=p.name_en,
                    sort_key=sort_key(p.name_th),
                    region_id=p.region_code,
                )
                for p in official.provinces()
            ]
        ),
        _write(
            [
                District(
                    code=d.code,
                    name_th=d.name_th,
                    name_en=d.name_en,
                    sort_key=sort_key(d.name_th),
                    province_id=d.province_code,
                )
                for d in official.districts()
            ]
        ),
        _write(
            [
                Subdistrict(
                    code=s.code,
                    name_th=s.name_th,
                    name_en=s.name_en,
                    sort_key=sort_key(s.name_th),
                    district_id=s.district_code,
                    postcodes=list(s.postcodes),
                )
                for s in official.subdistricts()
            ]
        ),
    ]


def _write(rows: Sequence[models.Model]) -> Loaded:
    model = type(rows[0])
    fields = [field.attname for field in model._meta.concrete_fields]
    held = {values[fields.index("code")]: values for values in model._default_manager.values_list(*fields)}
    wanted = {str(row.pk): row for row in rows}
    new = [row for code, row in wanted.items() if code not in held]
    changed = [
        row
        for code, row in wanted.items()
        if code in held and tuple(getattr(row, field) for field in fields) != held[code]
    ]
    model._default_manager.bulk_create(new)
    if changed:
        model._default_manager.bulk_update(changed, [field for field in fields if field != "code"])
    left = tuple(sorted(code for code in held if code not in wanted))
    return Loaded(model, len(rows), len(new), len(changed), left)
