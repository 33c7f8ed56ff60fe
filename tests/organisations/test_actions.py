import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from organisations import actions, codes
from organisations.choices import PersonKind, Taxonomy
from organisations.models import Organisation, Term
from organisations.taxonomies import load_taxonomies
from organisations.terms import current_terms
from tests.factories.organisations import OrganisationFactory
from thai.identifiers import parse_registry_code, registry_code

pytestmark = pytest.mark.django_db

VALUES = {"name_th": "มูลนิธิเด็ก", "legal_form": "foundation", "province_id": "50", "issues": ["01"]}


def test_codes_follow_each_other_and_pass_their_check():
    first, *others = codes.next_codes(3)
    assert [int(code[4:10]) - int(first[4:10]) for code in others] == [1, 2]
    assert parse_registry_code(first) == first


def test_a_code_that_came_in_with_a_file_is_passed_over():
    (first,) = codes.next_codes(1)
    taken = registry_code(int(first[4:10]) + 2)
    OrganisationFactory(code=taken)
    drawn = codes.next_codes(3)
    assert taken not in drawn
    assert len(set(drawn)) == 3


def test_the_keys_follow_the_name(staff):
    organisation = actions.create(values=VALUES, by=staff)
    actions.update(organisation=organisation, values={"name_th": "สมาคมผู้สูงอายุ"}, by=staff)
    assert list(Organisation.objects.searched("ผู้สูงอายุ")) == [organisation]
    assert list(Organisation.objects.searched("เด็ก")) == []


def test_a_coordinator_stays_in_the_own_province(coordinator):
    with pytest.raises(PermissionDenied):
        actions.create(values={**VALUES, "province_id": "90"}, by=coordinator)
    organisation = OrganisationFactory()
    with pytest.raises(PermissionDenied):
        actions.update(organisation=organisation, values={"province_id": "90"}, by=coordinator)
    with pytest.raises(PermissionDenied):
        actions.update(organisation=OrganisationFactory(province_id="90"), values={"note": "x"}, by=coordinator)
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [{"district_id": "9001"}, {"subdistrict_id": "900101"}, {"issues": ["77"]}, {"legal_form": "nonsense"}],
)
def test_what_does_not_fit_together_is_refused(values, staff):
    organisation = OrganisationFactory()
    with pytest.raises(ValidationError):
        actions.update(organisation=organisation, values=values, by=staff)


def test_a_subdistrict_brings_its_district(staff):
    organisation = actions.update(organisation=OrganisationFactory(), values={"subdistrict_id": "500701"}, by=staff)
    assert organisation.district_id == "5007"


def test_what_only_the_workflow_sets_is_not_set_by_values(staff):
    with pytest.raises(ValueError, match="state"):
        actions.update(organisation=OrganisationFactory(), values={"state": "verified"}, by=staff)


def test_a_version_that_has_moved_on_is_a_conflict(staff):
    organisation = OrganisationFactory()
    now = actions.update(organisation=organisation, values={"note": "x"}, version=1, by=staff)
    with pytest.raises(actions.ConflictError) as conflict:
        actions.update(organisation=organisation, values={"note": "y"}, version=1, by=staff)
    assert (conflict.value.current, conflict.value.current.note) == (now, "x")


def test_the_same_again_writes_nothing(staff):
    organisation = OrganisationFactory()
    people = {PersonKind.HEAD: {"name": "สมศรี"}}
    actions.update(organisation=organisation, values={"note": "x"}, people=people, by=staff)
    again = actions.update(organisation=organisation, values={"note": "x"}, people=people, by=staff)
    assert again.version == 2


def test_taxonomies_load_once_and_leave_what_was_renamed():
    Term.objects.filter(taxonomy="issue", code="01").update(name_th="เด็ก เยาวชน และครอบครัว")
    assert load_taxonomies().new == 0
    Term.objects.filter(taxonomy="issue", code="02").delete()
    assert load_taxonomies().new == 1
    call_command("load_taxonomies", verbosity=0)
    assert Term.objects.get(taxonomy="issue", code="01").name_th == "เด็ก เยาวชน และครอบครัว"


def test_terms_are_read_again_only_after_a_change(django_assert_num_queries):
    current_terms()
    with django_assert_num_queries(1):
        current_terms()
    Term.objects.create(taxonomy="issue", code="27", name_th="ใหม่", name_en="New", position=99)
    assert current_terms().name(Taxonomy.ISSUE, "27") == "ใหม่"


def test_how_much_waits(coordinator, staff, committee):
    for state, province in (("draft", "50"), ("submitted", "50"), ("submitted", "90"), ("returned", "90")):
        OrganisationFactory(state=state, province_id=province)
    counts = [Organisation.objects.summary_for(one) for one in (coordinator, staff, committee)]
    assert counts == [
        {"draft": 1, "submitted": 1, "returned": 0},
        {"draft": 1, "submitted": 2, "returned": 1},
        {"draft": 0, "submitted": 0, "returned": 0},
    ]
