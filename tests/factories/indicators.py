"""Indicators of cso-1 as the plan document has them, and records of the five kinds."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from indicators.choices import (
    LegalChange,
    LegalKind,
    NetworkForm,
    NetworkLevel,
    SeatLevel,
    Sector,
    SupportKind,
    SystemKind,
)
from indicators.models import CommitteeSeat, LegalMeasure, Network, SupportReceived, SupportSystem, Value
from plans.choices import Cumulation, IndicatorKind
from plans.models import Agency, Indicator, Plan, PlanPeriod, Target
from tests.factories.organisations import OrganisationFactory
from thai.periods import Period

# Code, measure, cumulation, unit, dimensions.
GOAL_INDICATORS = [
    ("G1", "committee_seats", Cumulation.STATE, "องค์กร", "organisations", ["level"]),
    ("G2", "support_received", Cumulation.SUM, "บาท", "baht", ["sector", "kind"]),
    ("G3", "legal_measures", Cumulation.SUM, "ฉบับ", "laws, rules or measures", ["kind", "change"]),
    ("G4", "support_systems", Cumulation.STATE, "ระบบ", "systems", ["kind"]),
    ("G5", "networks", Cumulation.STATE, "เครือข่าย", "networks", ["level", "form"]),
]


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan
        django_get_or_create = ("code",)

    code = "cso-1"
    name_th = "แผนปฏิบัติการด้านการส่งเสริมและพัฒนาองค์กรภาคประชาสังคม ระยะที่ 1 (พ.ศ. 2564 – 2565)"
    name_en = "Action plan for the promotion and development of civil society organisations, phase 1"
    first_year = 2564
    last_year = 2565


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"X{n}")
    position = factory.Sequence(lambda n: n + 100)
    name_th = factory.LazyAttribute(lambda o: f"ตัวชี้วัด {o.code}")
    name_en = factory.LazyAttribute(lambda o: f"Indicator {o.code}")
    kind = IndicatorKind.NUMBER


def goal_indicators() -> dict[str, Indicator]:
    """G1 … G5 of cso-1."""
    plan = PlanFactory()
    return {
        code: IndicatorFactory(
            plan=plan,
            code=code,
            position=position,
            kind=IndicatorKind.COMPUTED,
            measure=measure,
            cumulation=cumulation,
            unit_th=unit_th,
            unit_en=unit_en,
            disaggregate_by=dimensions,
        )
        for position, (code, measure, cumulation, unit_th, unit_en, dimensions) in enumerate(GOAL_INDICATORS, 1)
    }


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    period = "2565"
    value = Decimal(10)


class PlanPeriodFactory(DjangoModelFactory):
    class Meta:
        model = PlanPeriod

    plan = factory.SubFactory(PlanFactory)
    period = "2565-H1"
    opens_on = factory.LazyAttribute(lambda o: Period.parse(o.period).first_day)
    due_on = factory.LazyAttribute(lambda o: Period.parse(o.period).next().first_day)


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency
        django_get_or_create = ("code",)

    code = "msdhs"
    abbreviation = "พม."
    name_th = "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = CommitteeSeat

    organisation = factory.SubFactory(OrganisationFactory)
    committee = "คณะกรรมการส่งเสริมการจัดสวัสดิการสังคมจังหวัด"
    level = SeatLevel.PROVINCIAL
    from_on = date(2021, 11, 1)
    province_id = "50"


class SupportFactory(DjangoModelFactory):
    class Meta:
        model = SupportReceived

    organisation = factory.SubFactory(OrganisationFactory)
    sector = Sector.GOVERNMENT
    source = "กองทุนส่งเสริมการจัดสวัสดิการสังคม"
    kind = SupportKind.MONEY
    amount = Decimal(100_000)
    received_on = date(2021, 12, 1)
    province_id = "50"


class LegalMeasureFactory(DjangoModelFactory):
    class Meta:
        model = LegalMeasure

    title = "ระเบียบว่าด้วยการส่งเสริมองค์กรภาคประชาสังคม"
    kind = LegalKind.RULE
    change = LegalChange.NEW
    in_force_on = date(2021, 12, 1)
    agency = factory.SubFactory(AgencyFactory)


class SystemFactory(DjangoModelFactory):
    class Meta:
        model = SupportSystem

    kind = SystemKind.DATABASE
    name = "ระบบฐานข้อมูลองค์กรภาคประชาสังคม"
    in_service_on = date(2021, 12, 1)
    owner = factory.SubFactory(AgencyFactory)


class NetworkFactory(DjangoModelFactory):
    class Meta:
        model = Network

    name = "เครือข่ายองค์กรภาคประชาสังคมจังหวัดเชียงใหม่"
    form = NetworkForm.NETWORK
    level = NetworkLevel.PROVINCIAL
    active_from = date(2021, 12, 1)
    province_id = "50"


class ValueFactory(DjangoModelFactory):
    class Meta:
        model = Value

    period = "2565-H1"
