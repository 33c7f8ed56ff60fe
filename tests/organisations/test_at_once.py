"""Many people at once, over real transactions: one organisation a form, and no change lost."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from itertools import pairwise

import pytest
from django.db import connections
from django.test import Client

from core.models import FormToken
from organisations import actions
from organisations.choices import State
from organisations.forms.sections import SizeForm
from organisations.models import Organisation
from organisations.terms import current_terms
from tests.factories.organisations import OrganisationFactory
from tests.organisations.test_edit import NEW, address, answers, shown_in

THREADS = 16


def at_once(work, *lists):
    """work(…) for each of the arguments, in many threads with connections of their own; their answers in order."""

    def alone(*arguments):
        try:
            return work(*arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(alone, *lists))


def posting(session):
    """post(address, data): as the person of that session, in a browser of its own."""

    def post(url, data):
        client = Client()
        client.cookies["sessionid"] = session
        return client.post(url, data)

    return post


@pytest.mark.django_db(transaction=True)
def test_200_presses_of_100_buttons_make_100_organisations(coordinator, client_of):
    session = client_of(coordinator).cookies["sessionid"].value
    forms = [{**NEW, "name_th": f"ชมรม {number}", "token": str(uuid.uuid4())} for number in range(100)]
    # The two presses of a button follow each other, so that two threads have them at the same time.
    presses = [form for form in forms for _press in range(2)]
    answers = at_once(lambda form: posting(session)("/organisations/new/", form), presses)
    landed = [(answer.status_code, answer.url) for answer in answers]
    made = {one.name_th: f"/organisations/{one.code}/edit/" for one in Organisation.objects.all()}
    assert len(made) == 100
    assert landed == [(302, made[form["name_th"]]) for form in presses]
    assert FormToken.objects.count() == 100


def as_opened(record, person):
    """What the section on size shows this person now; made here, as two hundred pages take their time."""
    return shown_in(SizeForm(organisation=record, user=person, terms=current_terms()))


def hidden(page):
    """The hidden answers of a page's form. The test client mixes up the contexts of pages made at the same time."""
    found = re.findall(r'<input type="hidden" name="(version|opened|token|ticket)" value="([^"]*)"', page.text)
    return {name: unescape(value) for name, value in found}


@pytest.mark.django_db(transaction=True)
def test_100_conflicting_edits_are_100_conflict_pages_and_lose_nothing(coordinator, staff, client_of):
    """50 records, each changed by one person and then by two more who opened it before."""
    people = [coordinator, staff]
    sessions = [client_of(person).cookies["sessionid"].value for person in people]
    records = [OrganisationFactory(state=State.DRAFT, staff_count=1) for _record in range(50)]
    late = [(record, number) for record in records for number in range(2)]
    forms = [as_opened(record, people[number]) | {"staff_count": f"7{number}"} for record, number in late]
    for record in records:
        actions.update(organisation=record, values={"staff_count": 5}, by=staff)

    def send(one, form):
        return posting(sessions[one[1]])(address(one[0], "size"), form)

    pages = at_once(send, late, forms)
    assert [page.status_code for page in pages] == [409] * 100
    both = [re.findall(r'id="pick_(\w+)_.*?<strong>(.*?)</strong>', page.text) for page in pages]
    assert both == [[("staff_count", "5"), ("staff_count", f"7{number}")] for _record, number in late]
    assert set(Organisation.objects.values_list("staff_count", flat=True)) == {5}

    # Each takes the own answer: of two at the same time one is saved, the other sees both versions again.
    again = at_once(send, late[:20], [form | hidden(page) for form, page in zip(forms, pages, strict=True)][:20])
    outcomes = [sorted(answer.status_code for answer in again[place : place + 2]) for place in range(0, 20, 2)]
    assert outcomes == [[302, 409]] * 10
    history = Organisation.pgh_event_model.objects.order_by("pgh_id")
    for record in records[:10]:
        told = list(history.filter(pgh_obj_id=record.pk).values_list("staff_count", "version"))
        assert (told[:2], told[2][0] // 10, len(told)) == ([(1, 1), (5, 2)], 7, 3)


@pytest.mark.django_db(transaction=True)
def test_many_who_change_different_sections_of_one_record_all_keep_theirs(staff, client_of):
    client = client_of(staff)
    session = client.cookies["sessionid"].value
    record = OrganisationFactory()
    changes = [
        ("size", {"staff_count": "7"}),
        ("work", {"objectives": "งาน"}),
        ("life", {"note": "บันทึก"}),
        ("address", {"road": "สุเทพ"}),
        ("people", {"head_name": "สมศรี"}),
        ("identity", {"registrar": "อำเภอ"}),
    ]
    opened = [answers(client, record, section) | words for section, words in changes]
    sent = at_once(lambda change, form: posting(session)(address(record, change[0]), form).status_code, changes, opened)
    assert sent == [302] * len(changes)
    record.refresh_from_db()
    assert (record.staff_count, record.objectives, record.note, record.road, record.registrar) == (
        7,
        "งาน",
        "บันทึก",
        "สุเทพ",
        "อำเภอ",
    )
    assert (record.people.get().name, record.version) == ("สมศรี", 1 + len(changes))
    versions = list(Organisation.pgh_event_model.objects.order_by("pgh_id").values_list("version", flat=True))
    assert all(later == earlier + 1 for earlier, later in pairwise(versions))


@pytest.mark.django_db(transaction=True)
def test_people_and_money_of_two_at_once_are_both_there(coordinator, staff, client_of):
    record = OrganisationFactory(state=State.DRAFT)
    mine, theirs = client_of(coordinator), client_of(staff)
    people, money = answers(mine, record, "people"), answers(mine, record, "money")
    year = f"y{mine.get(address(record, 'money')).context['form'].years[0]}"
    theirs.post(
        address(record, "people"), answers(theirs, record, "people") | {"head_name": "ของเขา", "head_phone": "1300"}
    )
    theirs.post(address(record, "money"), answers(theirs, record, "money") | {f"{year}_total": "5"})
    late = mine.post(address(record, "people"), people | {"head_name": "ของฉัน", "coordinator_name": "ผู้ประสาน"})
    told = [(one.label, one.now, one.typed, one.mine, one.theirs) for one in late.context["differences"]]
    assert told == [
        ("ผู้นำองค์กร: ชื่อ", "ของเขา", "ของฉัน", True, True),
        ("ผู้นำองค์กร: โทรศัพท์", "1300", "", False, True),
        ("ผู้ประสานงาน: ชื่อ", "", "ผู้ประสาน", True, False),
    ]
    # The registry's name is chosen; what only one side changed is in the form already.
    chosen = mine.post(address(record, "people"), shown_in(late.context["form"]) | {"pick_head_name": "theirs"})
    assert chosen.status_code == 302
    kept = list(record.people.order_by("kind").values_list("kind", "name", "phone"))
    assert kept == [("coordinator", "ผู้ประสาน", ""), ("head", "ของเขา", "1300")]
    late = mine.post(address(record, "money"), money | {f"{year}_total": "9"})
    assert (late.status_code, [(one.now, one.typed) for one in late.context["differences"]]) == (409, [("5", "9")])
