"""The way through certification as a public-benefit organisation, in the order of the law, and how far a record is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from organisations.choices import Certification
from organisations.models import CertificationStep, Organisation

ORDER = (
    Certification.RECEIVED,
    Certification.CERTIFIED,
    Certification.CERTIFICATE_SENT,
    Certification.GAZETTED,
)
# What may follow what without a reason; who was refused may apply again.
NEXT: dict[Certification, tuple[Certification, ...]] = {
    Certification.NONE: (Certification.RECEIVED,),
    Certification.RECEIVED: (Certification.CERTIFIED, Certification.REFUSED),
    Certification.CERTIFIED: (Certification.CERTIFICATE_SENT,),
    Certification.CERTIFICATE_SENT: (Certification.GAZETTED,),
    Certification.GAZETTED: (),
    Certification.REFUSED: (Certification.RECEIVED,),
}


def is_in_order(now: Certification, step: Certification) -> bool:
    """Whether a step is one of those that follow where the record stands."""
    return step in NEXT[now]


@dataclass(frozen=True)
class Stage:
    """One stage of the timeline. `state`: done, now (the last one taken) or ahead."""

    step: Certification
    state: str
    taken: CertificationStep | None


def stages(organisation: Organisation, steps: list[CertificationStep]) -> list[Stage]:
    """The timeline of the present application: each stage of the law, with the step that took it.

    Empty where the organisation has never applied. `steps`: all of the record's, the oldest first.
    """
    now = Certification(organisation.certification)
    if now == Certification.NONE:
        return []
    taken: dict[str, CertificationStep] = {step.step: step for step in steps}
    if now == Certification.REFUSED:
        reached: tuple[Certification, ...] = (Certification.RECEIVED, Certification.REFUSED)
        return [_stage(step, now, done=True, taken=taken) for step in reached]
    place = ORDER.index(now)
    return [_stage(step, now, done=at <= place, taken=taken) for at, step in enumerate(ORDER)]


def _stage(step: Certification, now: Certification, *, done: bool, taken: dict[str, Any]) -> Stage:
    state = "now" if step == now else "done" if done else "ahead"
    return Stage(step, state, taken.get(step) if done else None)
