"""What other rooms know of an organisation, for its page, without this room knowing them.

A higher room calls `register` from its AppConfig.ready: a provider gets the record and the reader, gives links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

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
