"""Records of organisations for the pairs: same.py and differ.py.

The rules of both are those of DOMAIN.md and what provincial offices tell of: they know nothing of how the finder works.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from csoregistry.demo.causes import CAUSES
from csoregistry.demo.naming import name_of
from csoregistry.demo.places import Area, Spot, areas

Values = dict[str, Any]
Pair = tuple[str, Values, Values]

FORMS = [
    "welfare-fund", "welfare-organisation", "tambon-council", "savings-group", "group", "group", "foundation",
    "association", "network", "community-enterprise", "cooperative", "social-enterprise", "religious",
    "family-centre", "other-private", "other",
]  # fmt: skip


def others(count: int, seed: int = 1) -> Iterator[Values]:
    """Records that belong to no pair, so that the finder has something to mistake."""
    maker = Maker(seed)
    for _number in range(count):
        yield maker.record()


class Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.areas = [area for area in areas() if len(area.spots) > 20]
        self.serial = 0

    def place(self) -> tuple[Area, Spot]:
        area = self.random.choice(self.areas)
        return area, self.random.choice(area.spots)

    def record(self, form: str = "", area: Area | None = None, spot: Spot | None = None, **over: Any) -> Values:
        rng = self.random
        if area is None or spot is None:
            area, spot = self.place()
        form = form or rng.choice(FORMS)
        name = name_of(rng, form, rng.choice(CAUSES), area, spot)
        self.serial += 1
        values: Values = {
            "name_th": "".join(name.th),
            "name_en": "".join(name.en),
            "former_names": ["".join(name.former)] if name.former and rng.random() < 0.3 else [],
            "legal_form": form,
            "province_id": area.code,
            "district_id": spot.district,
            "subdistrict_id": spot.code,
            "village_number": str(rng.randrange(1, 15)) if area.code != "10" else "",
            "house_number": f"{rng.randrange(1, 400)}/{rng.randrange(1, 30)}",
            "phone": self.phone(area) if rng.random() < 0.6 else "",
            "email": f"office{rng.randrange(10**9)}@example.org" if rng.random() < 0.3 else "",
            "registration_number": self.number() if form in ("foundation", "association") else "",
        }
        return {**values, **over}

    def phone(self, area: Area) -> str:
        digits = (
            f"{area.phone}{self.random.randrange(10**6):06}"
            if area.code != "10"
            else f"02{self.random.randrange(10**7):07}"
        )
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"

    def number(self) -> str:
        return f"กท {self.random.randrange(1, 4000)}/{self.random.randrange(2510, 2566)}"

    def id13(self) -> str:
        digits = f"0{self.random.randrange(10**11):011}"
        total = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=True))
        return digits + str((11 - total % 11) % 10)

    def sent(self, one: Values) -> Values:
        """The same organisation typed again: name, form, province; of the address as much as people care to give."""
        kept = ["name_th", "legal_form", "province_id"]
        much = self.random.random()
        if much < 0.55:
            kept += ["district_id", "subdistrict_id"]
        elif much < 0.7:
            kept += ["district_id"]
        if much < 0.3:
            kept += ["village_number"]
        return {key: one[key] for key in kept}
