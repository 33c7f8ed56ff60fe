"""The five kinds of KPI records as pages and addresses speak of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.measures import MEASURES, Measure
from indicators.measures.base import StandingMeasure
from indicators.models import Record
from indicators.querysets import RecordQuerySet
from plans.models import PlanPeriod
from thai.periods import Period


@dataclass(frozen=True)
class Kind:
    """`slug` stands in addresses; records with the same values of `alike` may be one thing entered twice."""

    slug: str
    measure: Measure
    one: Promise
    many: Promise
    new: Promise
    alike: tuple[str, ...]

    @property
    def model(self) -> type[Record]:
        return self.measure.model


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "seats",
            MEASURES["committee_seats"],
            _("Committee seat"),
            _("Committee seats"),
            _("Enter a committee seat"),
            ("organisation_id", "committee"),
        ),
        Kind(
            "support",
            MEASURES["support_received"],
            _("Support received"),
            _("Support received"),
            _("Enter support received"),
            ("organisation_id", "amount", "received_on"),
        ),
        Kind(
            "laws",
            MEASURES["legal_measures"],
            _("Law, rule or measure"),
            _("Laws, rules and measures"),
            _("Enter a law, rule or measure"),
            ("title",),
        ),
        Kind(
            "systems",
            MEASURES["support_systems"],
            _("Support system"),
            _("Support systems"),
            _("Enter a support system"),
            ("name",),
        ),
        Kind(
            "networks",
            MEASURES["networks"],
            _("Network"),
            _("Networks"),
            _("Enter a network"),
            ("name", "province_id"),
        ),
    )
}


def kind_of(record: Record | type[Record]) -> Kind:
    """The kind that a record (or its class) is of."""
    model = record if isinstance(record, type) else type(record)
    return next(kind for kind in KINDS.values() if kind.model is model)


def lookalikes(record: Record) -> QuerySet[Record]:
    """Standing records that may be the same thing as this one: the same seat, the same grant."""
    kind = kind_of(record)
    same = {name: getattr(record, name) for name in kind.alike}
    found: QuerySet[Record] = kind.model.objects.standing().filter(**same).exclude(pk=record.pk)
    return found.order_by("pk")


def twice(kind: Kind, among: RecordQuerySet) -> RecordQuerySet:
    """Those standing records of some that have another one like them: perhaps the same thing entered twice."""
    same = {name: OuterRef(name) for name in kind.alike}
    others = kind.model.objects.standing().filter(**same).exclude(pk=OuterRef("pk")).order_by()
    if isinstance(kind.measure, StandingMeasure):
        # One term after the other is not the same seat twice.
        begins, ends = kind.measure.begins, kind.measure.ends
        until = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": OuterRef(begins)})
        others = others.annotate(outer_end=Coalesce(OuterRef(ends), Value(date.max), output_field=DateField()))
        others = others.filter(until, **{f"{begins}__lte": F("outer_end")})
    return among.standing().filter(Exists(others))


def closed_periods(kind: Kind, spans: Iterable[tuple[date, date | None]]) -> list[PlanPeriod]:
    """Closed periods of plans whose figures records of these spans are part of; a span without end goes on."""
    spans = list(spans)
    closed = PlanPeriod.objects.filter(
        closed_at__isnull=False, plan__indicators__measure=kind.measure.name
    ).select_related("plan", "closed_by")

    def touched(period: PlanPeriod) -> bool:
        days = Period.parse(period.period, period.plan.period_calendar)
        return any(begins <= days.last_day and (ends is None or ends >= days.first_day) for begins, ends in spans)

    return [period for period in closed.distinct() if touched(period)]
