import pytest

from core.models import JobState
from organisations import actions
from organisations.choices import BulkKind, State
from organisations.models import BulkAction, Organisation
from tests.factories.organisations import OrganisationFactory
from tests.organisations.bulk import EVERYTHING, add, look, outcomes, run, start

pytestmark = pytest.mark.django_db
URL = "/organisations/bulk/"


def test_from_the_list_to_the_result(staff, client_of):
    OrganisationFactory.create_batch(2, issues=["01"], province_id="50")
    OrganisationFactory(issues=["01"], province_id="90")
    client = client_of(staff)
    choice = {"query": "province=50", "all": "yes", "do": "add"}
    assert client.get(URL, choice).context["total"] == 2
    answer = client.post(URL, {**choice, "value": "issue:17", "why": "ทดสอบ"})
    action = BulkAction.objects.get()
    page = f"{URL}{action.pk}/"
    assert answer.url == page
    assert client.get(page).context["action"].is_over is False
    run(action)
    response = client.get(page)
    assert (response.context["preview"].total, response.context["preview"].changed) == (2, 2)
    assert response.context["words"] == ["จังหวัด: เชียงใหม่"]
    changes = [changes for _organisation, changes in response.context["sample"]]
    assert changes[0][0][1:] == ("เด็กและเยาวชน", "เด็กและเยาวชน, ทรัพยากรธรรมชาติและสิ่งแวดล้อม")
    assert Organisation.objects.filter(issues__contains=["17"]).count() == 0
    assert client.post(f"{page}confirm/").url == page
    assert client.get(page).context["action"].is_over is False
    run(action)
    response = client.get(page)
    assert response.context["counts"] == [("เปลี่ยนแล้ว", 2)]
    assert len(response.context["sample"]) == 2
    assert client.post(f"{page}undo/").url == page
    run(action)
    assert Organisation.objects.filter(issues__contains=["17"]).count() == 0
    # A button of a page opened earlier changes nothing.
    assert [client.post(f"{page}{step}/").url for step in ("confirm", "undo", "retry", "cancel")] == [page] * 4
    assert run(action).undone_at is not None


def test_a_page_while_it_works_asks_again_and_offers_to_stop(staff, client_of):
    action = actions.preview_bulk(kind=BulkKind("add"), parameters=add(), meant=EVERYTHING, by=staff)
    client = client_of(staff)
    polled = client.get(f"{URL}{action.pk}/", headers={"HX-Request": "true"})
    assert (polled.status_code, "<html" in polled.content.decode()) == (200, False)
    client.post(f"{URL}{action.pk}/cancel/")
    assert run(action).state == JobState.CANCELLED
    assert client.get(f"{URL}{action.pk}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert client.get(f"{URL}{action.pk}/").context["may_confirm"] is False


@pytest.mark.parametrize("count", [3, 300])
def test_whatever_the_number_the_request_asks_the_same(
    count, staff, client_of, django_assert_num_queries, django_capture_on_commit_callbacks
):
    for organisation in OrganisationFactory.build_batch(count, issues=["01"], state=State.VERIFIED):
        organisation.save()
    client = client_of(staff)
    client.get(URL)
    with django_assert_num_queries(7):
        client.post(URL, {"query": "", "all": "yes", "do": "add", "value": "issue:17"})
    action = BulkAction.objects.get()
    run(action)
    with django_assert_num_queries(5):
        assert client.get(f"{URL}{action.pk}/").context["preview"].changed == count
    with django_assert_num_queries(8):
        client.post(f"{URL}{action.pk}/confirm/")
    run(action)
    with django_assert_num_queries(7):
        client.post(f"{URL}{action.pk}/undo/")
    assert outcomes(run(action)) == [("undone", "")] * count


def test_ticked_rows(staff, client_of):
    chosen, _other = OrganisationFactory.create_batch(2)
    client = client_of(staff)
    answer = client.post(URL, {"query": "", "chosen": chosen.code, "do": "verify"})
    run(BulkAction.objects.get())
    page = client.get(answer.url)
    assert (page.context["preview"].total, page.context["preview"].same, page.context["ticked"]) == (1, 1, 1)
    assert page.context["again_url"] == f"{URL}?query=&do=verify&chosen={chosen.code}"


def test_who_would_get_a_mail(staff, coordinator, client_of):
    OrganisationFactory.create_batch(2, province_id="50")
    OrganisationFactory(province_id="10")
    action = look("remind", {"message": ""}, staff)
    page = client_of(staff).get(f"{URL}{action.pk}/")
    assert (page.context["preview"].changed, list(page.context["recipients"])) == (3, [coordinator])
    assert page.context["unreached"] == [("กรุงเทพมหานคร", 1)]


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
    assert client.get(URL, {"all": "yes", "do": do, **data}).status_code == 200
    answer = client.post(URL, {"all": "yes", "do": do, **data})
    # Two of them ask for nothing.
    asks = BulkAction.objects.count() == 0
    assert (answer.status_code, asks) in [(200, True), (302, False)]
    assert asks or do in ("remind", "verify")


def test_the_list_offers_it_to_staff_only(staff, coordinator, client_of):
    OrganisationFactory()
    assert [client_of(one).get("/organisations/").context["may_bulk"] for one in (staff, coordinator)] == [True, False]


def test_undoing_says_what_stands_in_the_way(staff, client_of):
    organisation = OrganisationFactory(issues=["01"])
    action = run(start("add", add(), staff))
    actions.update(organisation=organisation, values={"issues": ["04"]}, by=staff)
    client = client_of(staff)
    client.post(f"{URL}{action.pk}/undo/")
    run(action)
    response = client.get(f"{URL}{action.pk}/")
    assert (response.context["blocked"], list(response.context["in_the_way"])) == (1, [organisation])
    client.post(f"{URL}{action.pk}/undo/", {"despite": "yes"})
    assert outcomes(run(action)) == [("kept", "")]
    assert client.get(f"{URL}{action.pk}/").context["blocked"] == 0


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
