from datetime import date

import pytest

from organisations import actions
from organisations.capacity import means_of_province
from organisations.choices import State
from organisations.models import Term
from tests.factories.organisations import CapacityAssessmentFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def page(client, organisation):
    return client.get(f"{organisation.get_absolute_url()}capacity/")


def assessed(organisation, year, level="developing", **scores):
    return CapacityAssessmentFactory(
        organisation=organisation, assessed_on=date(year, 3, 1), level=level, scores=scores
    )


def test_each_criterion_over_time_with_who_and_when(client):
    organisation = OrganisationFactory()
    assessed(organisation, 2023, governance=1, people=2)
    assessed(organisation, 2024, "strong", governance=3, finance=4)
    found = page(client, organisation).context["assessments"]
    assert [(one.scores, one.latest, one.change) for one in found.criteria] == [
        ([1, 3], 3, 2),
        ([2, None], None, None),
        ([None, 4], 4, None),
    ]
    assert (found.labels, found.levels, found.means) == (
        ["1 มี.ค. 2566", "1 มี.ค. 2567"],
        ["กำลังพัฒนา", "เข้มแข็ง"],
        [1.5, 3.5],
    )


def test_a_retired_criterion_stays_on_old_assessments_and_is_asked_no_more(client, admin, client_of):
    organisation = OrganisationFactory()
    assessed(organisation, 2023, governance=1)
    actions.retire_term(term=Term.objects.get(taxonomy="criterion", code="governance"), by=admin)
    actions.add_term(taxonomy="criterion", name_th="การเรียนรู้", name_en="Learning", by=admin)
    (criterion,) = page(client, organisation).context["assessments"].criteria
    assert (criterion.is_retired, criterion.scores) == (True, [1])
    form = client_of(admin).get(f"{organisation.get_absolute_url()}assess/").context["form"]
    assert "score_governance" not in form.fields
    assert "score_learning" in form.fields


def test_the_province_s_mean_is_of_latest_assessments_of_verified_active_organisations():
    one, two = OrganisationFactory.create_batch(2)
    assessed(one, 2023, governance=1)
    assessed(one, 2024, governance=4)
    assessed(two, 2024, governance=3, people=2)
    assessed(OrganisationFactory(state=State.DRAFT), 2024, governance=1)
    assessed(OrganisationFactory(status="dissolved"), 2024, governance=1)
    assessed(OrganisationFactory(province_id="90"), 2024, governance=1)
    assert means_of_province("50") == {"governance": 3.5, "people": 2.0}


def test_without_an_assessment(client):
    assert page(client, OrganisationFactory()).context["assessments"].dates == []
