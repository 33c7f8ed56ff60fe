"""What other rooms know of an organisation, for its page and for merging it, without this room knowing them.

A higher room calls `register` from its AppConfig.ready: a provider gets the record and the reader, gives links; and
`carry` for every foreign key to an organisation: what becomes of the row when its organisation is merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.functional import Promise

from organisations.models import Organisation


@dataclass(frozen=True)
class Related:
    """One line of the record page's aside; `count` None where counting says nothing."""

    label: str | Promise
    url: str
    count: int | None = None


Provider = Callable[[Organisation, Any], Iterable[Related]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let `provider(organisation, user)` add its links to every record page."""
    if provider not in _providers:
        _providers.append(provider)


def related_to(organisation: Organisation, user: Any) -> list[Related]:
    return [link for provider in _providers for link in provider(organisation, user)]


class Carry(StrEnum):
    """What a merge does with a row of the record that is merged into another."""

    MOVE = "move"  # it becomes the survivor's
    FILL = "fill"  # it becomes the survivor's, unless that has one of its kind; then a person chooses between the two
    DROP = "drop"  # it becomes the survivor's, unless that has the same; then it says nothing more and goes
    STAY = "stay"  # it remains with the merged record: derived, or said of that record alone


@dataclass(frozen=True)
class Carried:
    """The rows of `model` that name an organisation in `field`. `once`: columns that, with it, may stand but once."""

    model: type[models.Model]
    field: str = "organisation"
    way: Carry = Carry.MOVE
    once: tuple[str, ...] = ()


_carried: list[Carried] = []


def carry(model: type[models.Model], way: Carry = Carry.MOVE, *, field: str = "organisation", once: str = "") -> None:
    """Say what a merge does with the rows of a model; a test fails for a foreign key of which nobody said it."""
    one = Carried(model, field, way, tuple(once.split()))
    if one not in _carried:
        _carried.append(one)


def carried() -> list[Carried]:
    return list(_carried)
