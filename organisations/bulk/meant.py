"""Which organisations a bulk action means, as it is kept with the action until the worker writes them down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from organisations.models import Organisation
from organisations.querysets import OrganisationQuerySet


@dataclass(frozen=True)
class Meant:
    """Those with these `codes`, or where there are none, all that a list's filters and search find."""

    codes: Sequence[str] = ()
    chosen: Mapping[str, Collection[str]] = field(default_factory=dict)
    q: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Meant:
        """As `kept` gave it."""
        return cls(kept.get("codes", ()), kept.get("chosen", {}), kept.get("q", ""))

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        chosen = {key: list(codes) for key, codes in self.chosen.items() if codes}
        return {"codes": list(self.codes)} if self.codes else {"chosen": chosen, "q": self.q}

    def found(self, user: Any) -> OrganisationQuerySet:
        """The records, as far as this person may see them."""
        visible = Organisation.objects.visible_to(user)
        return visible.filter(code__in=self.codes) if self.codes else visible.filtered(self.chosen, self.q)
