import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from core.models import JobState
from organisations import actions
from organisations.bulk import working
from organisations.choices import BulkKind, Outcome, State
from organisations.models import BulkAction, Organisation
from organisations.tasks import run_bulk
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
URL = "/organisations/bulk/"


def start(kind, parameters, by, found=None, **more):
    found = Organisation.objects.all() if found is None else found
    return actions.start_bulk(
        kind=BulkKind(kind), parameters=parameters, found=found, expected=found.count(), by=by, **more
    )


def run(action):
    run_bulk(str(action.pk))
    action.refresh_from_db()
    return action


def outcomes(action):
    return sorted(action.rows.values_list("outcome", "refusal"))


def add(code="17", taxonomy="issue"):
    return {"taxonomy": taxonomy, "code": code}


def test_add_a_value_to_what_has_it_not(staff):
    first = OrganisationFactory(issues=["01", "99"])
    second = OrganisationFactory(issues=["17"])
    action = run(start("add", add(), staff, why="ตามมติ"))
    assert action.state == JobState.DONE
    assert outcomes(action) == [("changed", ""), ("same", "")]
    first.refresh_from_db()
    # In the list's order, as every form keeps them.
    assert (first.issues, first.version, first.updated_by) == (["01", "17", "99"], 2, staff)
    second.refresh_from_db()
    assert (second.issues, second.version) == (["17"], 1)
    event = first.events.order_by("-pgh_id").first()
    assert event.issues == ["01", "17", "99"]
    metadata = event.pgh_context.metadata
    assert (metadata["user"], metadata["through"], metadata["reason"], metadata["bulk"]) == (
        staff.pk,
        "bulk",
        "ตามมติ",
        str(action.pk),
    )


def test_the_last_issue_is_not_taken_away(staff):
    only, one_of_two = OrganisationFactory(issues=["17"]), OrganisationFactory(issues=["01", "17"])
    action = run(start("remove", add(), staff))
    assert outcomes(action) == [("changed", ""), ("refused", "last_value")]
    only.refresh_from_db()
    one_of_two.refresh_from_db()
    assert (only.issues, one_of_two.issues) == (["17"], ["01"])


def test_undo_puts_back_what_still_stands(staff):
    kept, put_back = OrganisationFactory.create_batch(2, issues=["01"])
    action = run(start("add", add(), staff))
    actions.update(organisation=kept, values={"issues": ["04"]}, by=staff)
    with pytest.raises(actions.InTheWayError) as error:
        actions.undo_bulk(action=action, by=staff)
    assert error.value.records == {"organisations.Organisation": [kept.pk]}
    actions.undo_bulk(action=action, despite=True, by=staff)
    run(action)
    assert outcomes(action) == [("kept", ""), ("undone", "")]
    kept.refresh_from_db()
    put_back.refresh_from_db()
    assert (kept.issues, put_back.issues, put_back.version) == (["04"], ["01"], 3)
    with pytest.raises(ValidationError):
        actions.undo_bulk(action=action, by=staff)


def test_a_change_of_another_field_stands_in_nobody_s_way(staff):
    organisation = OrganisationFactory(issues=["01"])
    action = run(start("add", add(), staff))
    actions.update(organisation=organisation, values={"phone": "053-111-222"}, by=staff)
    actions.undo_bulk(action=action, by=staff)
    run(action)
    organisation.refresh_from_db()
    assert (organisation.issues, organisation.phone) == (["01"], "053-111-222")


def test_assign_and_undo(staff, coordinator):
    organisation = OrganisationFactory()
    action = run(start("assign", {"person": coordinator.pk}, staff))
    organisation.refresh_from_db()
    assert organisation.responsible == coordinator
    actions.undo_bulk(action=action, by=staff)
    run(action)
    organisation.refresh_from_db()
    assert organisation.responsible is None


def test_status_and_level(staff):
    organisation = OrganisationFactory()
    run(start("status", {"status": "dormant", "status_reason": "ไม่มีการดำเนินงาน"}, staff))
    run(start("level", {"code": "district"}, staff))
    organisation.refresh_from_db()
    assert (organisation.status, organisation.status_reason) == ("dormant", "ไม่มีการดำเนินงาน")
    assert organisation.level == "district"


def test_verify_by_the_workflow_s_own_rules_and_undo(staff):
    draft = OrganisationFactory(state=State.DRAFT)
    empty = OrganisationFactory(state=State.DRAFT, issues=[])
    done = OrganisationFactory()
    action = run(start("verify", {}, staff))
    assert outcomes(action) == [("changed", ""), ("refused", "incomplete"), ("same", "")]
    draft.refresh_from_db()
    assert (draft.state, draft.verified_by) == (State.VERIFIED, staff)
    actions.undo_bulk(action=action, by=staff)
    run(action)
    for organisation in (draft, empty, done):
        organisation.refresh_from_db()
    assert (draft.state, draft.verified_at, draft.verified_by) == (State.DRAFT, None, None)
    assert (empty.state, done.state) == (State.DRAFT, State.VERIFIED)


def test_what_is_not_one_s_own_is_left_out(staff):
    OrganisationFactory(province_id="50")
    OrganisationFactory(province_id="90")
    action = start("add", add(), staff)
    # By the time the worker comes, the owner looks after one province only.
    staff.role = "coordinator"
    staff.save()
    staff.provinces.set(["90"])
    assert outcomes(run(action)) == [("changed", ""), ("refused", "not_yours")]


def test_one_mail_to_each_coordinator(staff, coordinator):
    UserFactory(username="both", role="coordinator", provinces=["50", "90"], email="both@example.org")
    UserFactory(username="away", role="coordinator", provinces=["50"], email="away@example.org", is_active=False)
    OrganisationFactory.create_batch(2, province_id="50")
    OrganisationFactory(province_id="90")
    OrganisationFactory(province_id="10")
    action = run(start("remind", {"message": "ขอให้ตรวจสอบ", "site": "https://cso.example"}, staff))
    assert outcomes(action) == [("changed", "")] * 3 + [("refused", "no_coordinator")]
    mails = {message.to[0]: message for message in mail.outbox}
    assert set(mails) == {coordinator.email, "both@example.org"}
    assert "3 องค์กร" in mails["both@example.org"].subject
    assert "https://cso.example/organisations/?province=50&province=90" in mails["both@example.org"].body
    assert "ขอให้ตรวจสอบ" in mails[coordinator.email].body
    # Delivered twice, it is sent once.
    BulkAction.objects.update(state=JobState.QUEUED)
    run(action)
    assert len(mail.outbox) == 2


def test_a_killed_worker_s_work_goes_on_where_it_stopped(staff, monkeypatch):
    OrganisationFactory.create_batch(3)
    monkeypatch.setattr(working, "BATCH", 1)
    action = start("add", add(), staff)
    real, calls = working._apply_batch, []

    def dies(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise MemoryError
        real(*arguments)

    monkeypatch.setattr(working, "_apply_batch", dies)
    with pytest.raises(MemoryError):
        run_bulk(str(action.pk))
    assert action.rows.filter(outcome=Outcome.CHANGED).count() == 1
    run(action)
    assert action.state == JobState.DONE
    assert set(Organisation.objects.values_list("version", flat=True)) == {2}


def test_the_number_must_be_the_one_that_was_shown(staff):
    OrganisationFactory.create_batch(2)
    with pytest.raises(actions.CountMovedError) as error:
        actions.start_bulk(
            kind=BulkKind.ADD_TERM, parameters=add(), found=Organisation.objects.all(), expected=1, by=staff
        )
    assert error.value.count == 2
    assert BulkAction.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("add", {"taxonomy": "form", "code": "foundation"}),
        ("add", {"taxonomy": "issue", "code": "zz"}),
        ("level", {"code": "zz"}),
        ("status", {"status": "gone", "status_reason": ""}),
        ("status", {"status": "dormant", "status_reason": ""}),
        ("assign", {"person": 0}),
    ],
)
def test_parameters_that_do_not_fit(kind, parameters, staff):
    with pytest.raises(ValidationError):
        start(kind, parameters, staff)
    assert BulkAction.objects.count() == 0


# The pages


def test_from_the_list_to_the_result(staff, client_of):
    OrganisationFactory.create_batch(2, issues=["01"], province_id="50")
    OrganisationFactory(issues=["01"], province_id="90")
    client = client_of(staff)
    choice = {"query": "province=50", "all": "yes", "do": "add", "value": "issue:17", "preview": "yes"}
    response = client.get(URL, choice)
    assert (response.context["total"], response.context["preview"].changed) == (2, 2)
    changes = [changes for _organisation, changes in response.context["sample"]]
    assert changes[0][0][1:] == ("เด็กและเยาวชน", "เด็กและเยาวชน, ทรัพยากรธรรมชาติและสิ่งแวดล้อม")
    assert Organisation.objects.filter(issues__contains=["17"]).count() == 0
    # Another one comes in between.
    OrganisationFactory(province_id="50")
    moved = client.post(URL, {**choice, "expected": "2"})
    assert (moved.status_code, moved.context["moved_to"], BulkAction.objects.count()) == (200, 3, 0)
    answer = client.post(URL, {**choice, "expected": "3", "why": "ทดสอบ"})
    action = BulkAction.objects.get()
    assert answer.url == f"{URL}{action.pk}/"
    assert client.get(answer.url).context["action"].is_over is False
    run(action)
    response = client.get(answer.url)
    assert response.context["counts"] == [("เปลี่ยนแล้ว", 3)]
    assert len(response.context["sample"]) == 3
    assert client.post(f"{answer.url}undo/").url == answer.url
    run(action)
    assert Organisation.objects.filter(issues__contains=["17"]).count() == 0


def test_ticked_rows(staff, client_of):
    chosen, _other = OrganisationFactory.create_batch(2)
    response = client_of(staff).get(URL, {"query": "", "chosen": chosen.code, "do": "verify", "preview": "yes"})
    assert (response.context["total"], response.context["preview"].same) == (1, 1)


def test_nothing_ticked_leads_back(staff, client_of):
    assert client_of(staff).get(URL, {"query": "province=50", "do": "add"}).url == "/organisations/?province=50"


@pytest.mark.parametrize("do", ["", "merge", "zzz"])
def test_without_a_kind_it_asks_what_to_do(staff, client_of, do):
    assert client_of(staff).get(URL, {"all": "yes", "do": do}).context["form"] is None


@pytest.mark.parametrize("do", ["assign", "remind", "add", "remove", "level", "status", "verify"])
@pytest.mark.parametrize("value", ["", "issue:zz", "๑", "'", "\0"])
def test_values_that_mean_nothing_are_asked_again(staff, client_of, do, value):
    OrganisationFactory()
    data = dict.fromkeys(("value", "person", "code", "status", "expected", "message", "why"), value)
    client = client_of(staff)
    assert client.get(URL, {"all": "yes", "do": do, "preview": "yes", **data}).status_code == 200
    assert client.post(URL, {"all": "yes", "do": do, "preview": "yes", **data}).status_code == 200
    assert BulkAction.objects.count() == 0


def test_the_list_offers_it_to_staff_only(staff, coordinator, client_of):
    OrganisationFactory()
    assert [client_of(one).get("/organisations/").context["may_bulk"] for one in (staff, coordinator)] == [True, False]


def test_undoing_says_what_stands_in_the_way(staff, client_of):
    organisation = OrganisationFactory(issues=["01"])
    action = run(start("add", add(), staff))
    actions.update(organisation=organisation, values={"issues": ["04"]}, by=staff)
    response = client_of(staff).post(f"{URL}{action.pk}/undo/")
    assert (response.context["count"], list(response.context["records"])) == (1, [organisation])
    assert client_of(staff).post(f"{URL}{action.pk}/undo/", {"despite": "yes"}).status_code == 302


def test_ticked_rows_as_a_file(staff, client_of):
    chosen, other = OrganisationFactory.create_batch(2)
    client = client_of(staff)
    page = client.get(URL, {"query": "", "chosen": chosen.code, "do": "export"})
    assert page.context["export_address"] == f"?query=&chosen={chosen.code}"
    text = b"".join(client.get(f"{URL}export.csv{page.context['export_address']}").streaming_content).decode()
    assert (chosen.code in text, other.code in text) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_what_was_done_so_far(count, staff, client_of, django_assert_num_queries):
    OrganisationFactory()
    for _number in range(count):
        run(start("add", add(), staff))
    client = client_of(staff)
    client.get(f"{URL}done/")
    # session, account, how many, the actions with their owners, taxonomies' stamp
    with django_assert_num_queries(5):
        assert len(client.get(f"{URL}done/").context["rows"]) == count
