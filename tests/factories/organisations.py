"""Organisations for tests. Places and taxonomies must be loaded (fixtures `places`, `taxonomies`, or `registry`)."""

import factory
from django.utils import timezone

from organisations.choices import State
from organisations.codes import next_code
from organisations.models import CapacityAssessment, Organisation, Person, YearlyBudget


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A verified association in Chiang Mai that works for children; give `state` for another state."""

    class Meta:
        model = Organisation

    code = factory.LazyFunction(next_code)
    name_th = factory.Sequence(lambda number: f"สมาคมทดสอบ {number}")
    legal_form = "association"
    province_id = "50"
    issues = ["01"]
    state = State.VERIFIED
    verified_at = factory.LazyAttribute(lambda self: timezone.now() if self.state == State.VERIFIED else None)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    organisation = factory.SubFactory(OrganisationFactory)
    kind = "head"
    title = "นาง"
    name = "สมศรี ใจดี"


class YearlyBudgetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = YearlyBudget

    organisation = factory.SubFactory(OrganisationFactory)
    fiscal_year = 2565
    total = 1_200_000


class CapacityAssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CapacityAssessment

    organisation = factory.SubFactory(OrganisationFactory)
    assessed_on = factory.LazyFunction(timezone.localdate)
    assessor = "ทีมประเมิน"
    level = "developing"
    scores = {"governance": 2}
