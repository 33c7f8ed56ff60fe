import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from researchers import actions
from researchers.models import Researcher
from tests.factories.researchers import ResearcherFactory

pytestmark = pytest.mark.django_db

VALUES = {"name_th": "มาลี วนาสมมุติ", "affiliation": "สถาบันทดสอบ", "province_id": "50", "issues": ["01"]}


@pytest.mark.parametrize("person", ["coordinator", "agency_officer", "committee"])
def test_only_keepers_write(person, request):
    user = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        actions.create(values=VALUES, by=user)
    with pytest.raises(PermissionDenied):
        actions.update(researcher=ResearcherFactory.create(), values={"position": "คณบดี"}, by=user)
    assert Researcher.objects.exclude(position="อาจารย์ประจำ").count() == 0


def test_terms_are_of_the_lists(staff):
    with pytest.raises(ValidationError, match="issues"):
        actions.create(values={**VALUES, "issues": ["77"]}, by=staff)


def test_a_form_cannot_set_what_is_not_its_own(staff):
    with pytest.raises(ValueError, match="search_text"):
        actions.create(values={**VALUES, "search_text": "x"}, by=staff)


def test_an_old_version_is_refused(staff):
    researcher = ResearcherFactory.create()
    actions.update(researcher=researcher, values={"position": "คณบดี"}, version=1, by=staff)
    with pytest.raises(actions.ConflictError) as conflict:
        actions.update(researcher=researcher, values={"position": "นักวิจัย"}, version=1, by=staff)
    assert conflict.value.current.position == "คณบดี"
