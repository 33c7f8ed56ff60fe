import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from organisations import actions, holding, term_use, typed
from organisations.bulk.meant import Meant
from organisations.choices import Taxonomy
from organisations.models import BulkAction, Organisation, Term
from organisations.tasks import run_bulk
from organisations.terms import current_terms
from tests.factories.organisations import CapacityAssessmentFactory, OrganisationFactory
from tests.factories.researchers import ResearcherFactory

pytestmark = pytest.mark.django_db
URL = "/taxonomies/"


def term_of(taxonomy, code):
    return Term.objects.get(taxonomy=taxonomy, code=code)


def change(term, by, **values):
    kept = {name: getattr(term, name) for name in ("name_th", "name_en", "sdgs", "synonyms", "position")}
    return actions.change_term(term=term, **{**kept, **values}, by=by)


def merge(taxonomy, code, into, by):
    action = actions.merge_terms(term=term_of(taxonomy, code), into=term_of(taxonomy, into), by=by)
    run_bulk(str(action.pk))
    action.refresh_from_db()
    return action


@pytest.mark.parametrize(
    ("taxonomy", "code"),
    [("issue", "27"), ("expertise", "E20"), ("target", "night-workers"), ("field", "night-workers")],
)
def test_a_new_value_gets_the_next_code_and_stands_before_other(taxonomy, code, admin):
    term = actions.add_term(taxonomy=Taxonomy(taxonomy), name_th="คนทำงานกลางคืน", name_en="Night workers", by=admin)
    assert term.code == code
    entries = list(current_terms().of(Taxonomy(taxonomy)))
    last = "E20" if taxonomy == "expertise" else {"issue": "99"}.get(taxonomy, "other")
    assert entries[-1] == last


@pytest.mark.parametrize("code", ["01", "a b", "-a", "ก", "A" * 41, "Other"])
def test_a_code_that_is_taken_or_none(code, admin):
    taxonomy = Taxonomy.TARGET if code == "Other" else Taxonomy.ISSUE
    with pytest.raises(ValidationError) as error:
        actions.add_term(taxonomy=taxonomy, code=code, name_th="ใหม่", name_en="New", by=admin)
    assert list(error.value.message_dict) == ["code"]


def test_a_name_that_another_value_has(admin):
    with pytest.raises(ValidationError) as error:
        actions.add_term(taxonomy=Taxonomy.ISSUE, name_th="เด็ก และเยาวชน", name_en="New", by=admin)
    assert list(error.value.message_dict) == ["name_th"]


def test_only_administrators_keep_the_lists(staff):
    with pytest.raises(PermissionDenied):
        actions.add_term(taxonomy=Taxonomy.ISSUE, name_th="ใหม่", name_en="New", by=staff)
    with pytest.raises(PermissionDenied):
        change(term_of("issue", "01"), staff, name_th="ใหม่")


def test_a_former_name_is_understood_ever_after(admin):
    change(term_of("issue", "01"), admin, name_th="เด็ก เยาวชน และคนรุ่นใหม่")
    terms = current_terms()
    assert terms.find(Taxonomy.ISSUE, "เด็กและเยาวชน").code == "01"
    assert terms.find(Taxonomy.ISSUE, "เด็ก เยาวชน และคนรุ่นใหม่").code == "01"
    # Taken up again it is no synonym any more.
    change(term_of("issue", "01"), admin, name_th="เด็กและเยาวชน")
    assert term_of("issue", "01").synonyms == ["เด็ก", "เยาวชน", "เด็ก เยาวชน และคนรุ่นใหม่"]


def test_a_retired_value_stays_on_old_records_and_is_offered_no_more(admin, client, client_of, staff):
    OrganisationFactory(issues=["01", "17"])
    actions.retire_term(term=term_of("issue", "17"), by=admin)
    response = client.get("/organisations/?issue=17")
    assert len(response.context["rows"]) == 1
    assert response.context["chips"][0][0] == "ประเด็น: ทรัพยากรธรรมชาติและสิ่งแวดล้อม (เลิกใช้แล้ว)"
    assert "17" not in [entry.code for entry in current_terms().current(Taxonomy.ISSUE)]
    with pytest.raises(ValidationError):
        actions.preview_bulk(kind="add", parameters={"taxonomy": "issue", "code": "17"}, meant=Meant(), by=staff)
    actions.restore_term(term=term_of("issue", "17"), by=admin)
    assert "17" in [entry.code for entry in current_terms().current(Taxonomy.ISSUE)]


def test_merging_reaches_every_record_of_every_room(admin, client):
    one = OrganisationFactory(issues=["17", "18"])
    both = OrganisationFactory(issues=["01", "18"])
    researcher = ResearcherFactory(issues=["18"])
    action = merge("issue", "18", "17", admin)
    for row in (one, both, researcher):
        row.refresh_from_db()
    assert (one.issues, both.issues, researcher.issues) == (["17"], ["01", "17"], ["17"])
    assert (one.version, researcher.version) == (2, 2)
    assert action.rows.filter(outcome="changed").count() == 3
    # The old code and the old name mean the new one.
    terms = current_terms()
    assert terms.find(Taxonomy.ISSUE, "18").code == "17"
    assert terms.find(Taxonomy.ISSUE, "สภาพภูมิอากาศและภัยพิบัติ").code == "17"
    response = client.get("/organisations/?issue=18")
    assert len(response.context["rows"]) == 2
    assert response.context["moved"] == [("สภาพภูมิอากาศและภัยพิบัติ", "ทรัพยากรธรรมชาติและสิ่งแวดล้อม")]
    assert response.context["query"].chosen == {"issue": ("17",)}


def test_a_merger_is_undone(admin, client):
    one = OrganisationFactory(issues=["17", "18"])
    changed = OrganisationFactory(issues=["18"])
    action = merge("issue", "18", "17", admin)
    actions.update(organisation=changed, values={"issues": ["04"]}, by=admin)
    actions.undo_bulk(action=action, despite=True, by=admin)
    run_bulk(str(action.pk))
    for row in (one, changed):
        row.refresh_from_db()
    assert (one.issues, changed.issues) == (["17", "18"], ["04"])
    term = term_of("issue", "18")
    assert (term.merged_into, term.retired_at) == (None, None)
    assert current_terms().find(Taxonomy.ISSUE, "18").code == "18"


def test_merging_single_values(admin):
    organisation = OrganisationFactory(legal_form="group", capacity_level="basic")
    CapacityAssessmentFactory(organisation=organisation, level="basic")
    merge("form", "group", "network", admin)
    merge("capacity", "basic", "developing", admin)
    organisation.refresh_from_db()
    assert (organisation.legal_form, organisation.capacity_level) == ("network", "developing")
    assert organisation.assessments.get().level == "developing"


def test_mergers_over_two_steps_lead_to_the_last(admin, client):
    merge("issue", "18", "17", admin)
    merge("issue", "17", "16", admin)
    assert current_terms().survivor(Taxonomy.ISSUE, "18") == "16"


def test_a_change_that_waits_goes_along_and_comes_back(admin, coordinator):
    wanting = OrganisationFactory(legal_form="association")
    leaving = OrganisationFactory(legal_form="group")
    for organisation, form in ((wanting, "group"), (leaving, "foundation")):
        actions.update(organisation=organisation, values={"legal_form": form}, by=coordinator)
    change, other = wanting.held_changes.get(), leaving.held_changes.get()
    action = merge("form", "group", "network", admin)
    change.refresh_from_db()
    other.refresh_from_db()
    assert (change.wanted, change.verified) == ({"legal_form": "network"}, {"legal_form": "association"})
    assert (other.wanted, other.verified) == ({"legal_form": "foundation"}, {"legal_form": "network"})
    leaving.refresh_from_db()
    # The verified value is still the one that the change was asked against.
    assert holding.has_moved_on(other, leaving) is False
    event = change.events.order_by("-pgh_id").first()
    assert (event.wanted, event.pgh_context.metadata["user"]) == ({"legal_form": "network"}, admin.pk)
    actions.undo_bulk(action=action, by=admin)
    run_bulk(str(action.pk))
    change.refresh_from_db()
    assert change.wanted == {"legal_form": "group"}
    merge("form", "group", "network", admin)
    approved = actions.decide(organisation=wanting, approve=["legal_form"], by=admin)
    assert approved.legal_form == "network"


@pytest.mark.parametrize(("verified", "wanted"), [("network", "group"), ("group", "network")])
def test_a_change_with_nothing_left_to_approve_waits_no_longer(admin, coordinator, verified, wanted):
    organisation = OrganisationFactory(legal_form=verified)
    actions.update(organisation=organisation, values={"legal_form": wanted}, by=coordinator)
    change = organisation.held_changes.get()
    action = merge("form", "group", "network", admin)
    change.refresh_from_db()
    organisation.refresh_from_db()
    assert (organisation.legal_form, change.decision, change.decided_by) == ("network", "approved", admin)
    assert change.decided_at is not None
    actions.undo_bulk(action=action, by=admin)
    run_bulk(str(action.pk))
    change.refresh_from_db()
    organisation.refresh_from_db()
    assert (change.decision, change.decided_by, change.decided_at) == ("waiting", None, None)
    assert (organisation.legal_form, change.wanted) == (verified, {"legal_form": wanted})


def test_a_change_reached_by_way_of_a_third_value_is_settled(admin, coordinator):
    organisation = OrganisationFactory(legal_form="association")
    actions.update(organisation=organisation, values={"legal_form": "network"}, by=coordinator)
    Organisation.objects.filter(pk=organisation.pk).update(legal_form="group")
    merge("form", "group", "network", admin)
    assert organisation.held_changes.get().decision == "approved"


def test_a_settled_change_does_not_wait_again_beside_a_later_one(admin, coordinator):
    organisation = OrganisationFactory(legal_form="network")
    actions.update(organisation=organisation, values={"legal_form": "group"}, by=coordinator)
    action = merge("form", "group", "network", admin)
    organisation.refresh_from_db()
    actions.update(organisation=organisation, values={"legal_form": "foundation"}, by=coordinator)
    actions.undo_bulk(action=action, by=admin)
    run_bulk(str(action.pk))
    action.refresh_from_db()
    assert action.blocked["count"] == 1
    actions.undo_bulk(action=action, by=admin)
    run_bulk(str(action.pk))
    settled, later = organisation.held_changes.order_by("pk")
    assert (settled.decision, later.decision, later.wanted) == ("approved", "waiting", {"legal_form": "foundation"})


def test_what_was_typed_and_not_saved_means_the_value_in_use(admin, coordinator, client_of):
    client = client_of(coordinator)
    organisation = OrganisationFactory(state="draft", issues=["01"])
    page = f"/organisations/{organisation.code}/edit/work/"
    form = client.get(page).context["form"]
    typed.keep(
        answers={"issues": ["01", "18", "17"], "objectives": ["เพื่อ"]},
        opened="",
        section=form.section,
        organisation=organisation,
        by=coordinator,
    )
    merge("issue", "18", "17", admin)
    form = client.get(page).context["form"]
    assert sorted(form["issues"].value()) == ["01", "17"]
    # A page that was opened before the merger may still be sent.
    answer = client.post(page, {"version": 1, "issues": ["18", "01"], "objectives": "เพื่อ"})
    assert answer.status_code == 302
    organisation.refresh_from_db()
    assert organisation.issues == ["01", "17"]


@pytest.mark.parametrize(("taxonomy", "code", "into"), [("criterion", "governance", "people"), ("issue", "01", "01")])
def test_what_cannot_be_merged(taxonomy, code, into, admin):
    with pytest.raises(ValidationError):
        actions.merge_terms(term=term_of(taxonomy, code), into=term_of(taxonomy, into), by=admin)
    assert BulkAction.objects.count() == 0


def test_nothing_is_merged_into_what_is_no_longer_used(admin):
    actions.retire_term(term=term_of("issue", "17"), by=admin)
    with pytest.raises(ValidationError):
        merge("issue", "18", "17", admin)


def test_how_many_records_hold_each_value():
    OrganisationFactory(issues=["01", "17"], legal_form="group")
    OrganisationFactory(issues=["01"])
    ResearcherFactory(issues=["17"])
    assert term_use.counts(Taxonomy.ISSUE) == {"01": 2, "17": 2}
    assert term_use.counts(Taxonomy.LEGAL_FORM) == {"group": 1, "association": 1}
    CapacityAssessmentFactory(scores={"governance": 2, "people": 3})
    assert term_use.counts(Taxonomy.CRITERION) == {"governance": 1, "people": 1}


# The pages


def test_the_lists_and_their_values(admin, client_of):
    client = client_of(admin)
    lists = {one["taxonomy"]: one["current"] for one in client.get(URL).context["lists"]}
    assert (len(lists), lists[Taxonomy.ISSUE]) == (9, 27)
    OrganisationFactory(issues=["01"])
    rows = {row["term"].code: row for row in client.get(f"{URL}issue/").context["rows"]}
    assert (rows["01"]["count"], rows["01"]["list_url"]) == (1, "/organisations/?issue=01")


def test_adding_renaming_and_retiring_on_the_pages(admin, client_of):
    client = client_of(admin)
    response = client.post(f"{URL}issue/new/", {"name_th": "ใหม่", "name_en": "New", "sdgs": ["3", "1"]})
    assert response.url == f"{URL}issue/"
    assert term_of("issue", "27").sdgs == [1, 3]
    page = f"{URL}issue/27/"
    values = {"name_th": "ใหม่กว่า", "name_en": "New", "position": "2", "sdgs": [], "synonyms": "", "reason": "ตามมติ"}
    assert client.post(page, values).url == f"{URL}issue/"
    client.post(f"{page}retire/")
    assert term_of("issue", "27").retired_at is not None
    client.post(f"{page}retire/", {"restore": "yes"})
    entries = client.get(page).context["entries"]
    # In one transaction, as a test is, all happened at the same moment.
    assert {(entry.what, entry.who, entry.reason) for entry in entries} == {
        ("เปิดให้เลือกอีกครั้ง", str(admin), ""),
        ("เลิกใช้", str(admin), ""),
        ("เปลี่ยนชื่อหรือลำดับ", str(admin), "ตามมติ"),
        ("เพิ่มในรายการ", str(admin), ""),
    }


def test_merging_on_the_page_shows_first_what_would_change(admin, client_of):
    OrganisationFactory(issues=["18"])
    client = client_of(admin)
    page = f"{URL}issue/18/merge/"
    response = client.post(page, {"into": "17"})
    assert (response.context["count"], response.context["into"].code) == (1, "17")
    assert term_of("issue", "18").merged_into is None
    answer = client.post(page, {"into": "17", "confirmed": "yes"})
    action = BulkAction.objects.get()
    assert answer.url == f"/organisations/bulk/{action.pk}/"
    run_bulk(str(action.pk))
    assert client.get(answer.url).context["counts"] == [("เปลี่ยนแล้ว", 1)]
    assert client.post(f"{URL}issue/18/retire/", {"restore": "yes"}).status_code == 302
    assert term_of("issue", "18").retired_at is not None


@pytest.mark.parametrize("path", ["zzz/", "issue/zz/", "issue/zz/merge/", "zzz/01/", "zzz/new/"])
def test_what_is_not_there(path, admin, client_of):
    assert client_of(admin).get(f"{URL}{path}").status_code == 404
