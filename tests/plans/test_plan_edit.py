"""Loading and changing plans on the web: mistakes by line, the difference first, and what was reported stays."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from pghistory.models import Events

from plans import actions
from plans.models import Node, Plan, Progress
from tests.factories.plans import ProgressFactory
from tests.plans.test_checks import DOCUMENT

LOAD = reverse("plans:load")
EDIT = reverse("plans:edit", args=["test-plan"])
LATER = DOCUMENT.replace("โครงการหนึ่ง", "โครงการหนึ่ง ปรับปรุง").replace(
    '      - number: "1.2"\n        th: โครงการสอง\n        first_year: 2565\n', ""
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return actions.load_plan(content=DOCUMENT.encode(), by=None)[0]


def said(preview):
    return [(each.kind, each.what, each.fields) for each in preview.differences]


def test_a_preview_says_what_changes_and_changes_nothing(plan, staff):
    before = Events.objects.count()
    preview = actions.preview_plan(content=LATER.encode(), by=staff)
    assert said(preview) == [
        ("changed", "โครงการ 1.1 โครงการหนึ่ง", (("ชื่อภาษาไทย", "โครงการหนึ่ง", "โครงการหนึ่ง ปรับปรุง"),)),
        ("removed", "โครงการ 1.2 โครงการสอง", ()),
    ]
    assert (preview.is_new, preview.changes.changed, preview.changes.removed) == (False, 4, 1)  # two moved up
    assert Events.objects.count() == before
    assert plan.nodes.get(number="1.1").name_th == "โครงการหนึ่ง"


def test_a_preview_of_a_new_plan_makes_none(staff):
    preview = actions.preview_plan(content=DOCUMENT.encode(), by=staff)
    assert preview.is_new
    assert len([each for each in preview.differences if each.kind == "new"]) > 20
    assert not Plan.objects.exists()


def test_only_staff_load(plan, committee, agency_officer):
    for person in (committee, agency_officer):
        for action in (actions.preview_plan, actions.load_plan):
            with pytest.raises(PermissionDenied):
                action(content=LATER.encode(), by=person)


def test_staff_read_the_difference_and_apply_it(plan, staff, client_of):
    client = client_of(staff)
    report = ProgressFactory(node=plan.nodes.get(number="1.1"), period="2564-H1", by=staff)
    page = client.post(EDIT, {"text": LATER})
    assert "โครงการหนึ่ง ปรับปรุง" in page.content.decode()
    assert Node.objects.filter(plan=plan).count() == 5
    answer = client.post(EDIT, {"text": LATER, "seal": page.context["preview"].seal})
    assert answer.url == plan.get_absolute_url()
    assert plan.nodes.get(number="1.1").name_th == "โครงการหนึ่ง ปรับปรุง"
    assert Node.objects.filter(plan=plan).count() == 4
    assert Progress.objects.get().pk == report.pk
    history = client.get(reverse("plans:history", args=["test-plan"]))
    entry = history.context["entries"][0]
    assert (entry.who, entry.what) == (str(staff), "โหลดเอกสารแผน")
    assert ("1.1: ชื่อภาษาไทย", "โครงการหนึ่ง", "โครงการหนึ่ง ปรับปรุง") in entry.changes


def test_what_was_changed_meanwhile_is_shown_once_more(plan, staff, client_of):
    client = client_of(staff)
    seal = client.post(EDIT, {"text": LATER}).context["preview"].seal
    actions.load_plan(content=DOCUMENT.replace("โครงการสาม", "โครงการที่สาม").encode(), by=staff)
    answer = client.post(EDIT, {"text": LATER, "seal": seal})
    assert answer.status_code == 409
    assert plan.nodes.get(number="2.1").name_th == "โครงการที่สาม"
    again = client.post(EDIT, {"text": LATER, "seal": answer.context["preview"].seal})
    assert again.status_code == 302


def test_what_was_reported_is_not_taken_away(plan, staff, client_of):
    ProgressFactory(node=plan.nodes.get(number="1.2"), period="2565-H1", by=staff)
    page = client_of(staff).post(EDIT, {"text": LATER})
    assert [problem.said_in("en") for problem in page.context["problems"]] == [
        "“1.2” cannot be left out: there are reports, values or proposals that belong to it."
    ]
    assert Node.objects.filter(plan=plan).count() == 5


def test_mistakes_are_named_by_line_and_the_text_stays(staff, client_of):
    text = DOCUMENT.replace("parent: home", "parent: nowhere")
    line = text[: text.index("nowhere")].count("\n") + 1
    page = client_of(staff).post(LOAD, {"text": text})
    assert [problem.line for problem in page.context["problems"]] == [line]
    assert f"บรรทัด {line}" in re.sub(r"<[^>]+>", "", page.content.decode())
    assert page.context["form"].initial["text"] == text


def test_the_form_holds_the_plans_own_document(plan, staff, client_of):
    text = client_of(staff).get(EDIT).context["form"].initial["text"]
    assert actions.preview_plan(content=text.encode(), by=staff).differences == []


def test_a_file_is_looked_at_before_it_is_loaded(staff, client_of):
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = client_of(staff).post(LOAD, {"file": SimpleUploadedFile("plan.yaml", DOCUMENT.encode()), "text": ""})
    assert page.context["preview"].code == "test-plan"
    assert page.context["form"].initial["text"] == DOCUMENT
    assert not Plan.objects.exists()


def test_the_command_line_looks_first(plan, tmp_path, capsys):
    (tmp_path / "later.yaml").write_text(LATER, encoding="utf-8")
    call_command("load_plan", str(tmp_path / "later.yaml"), dry_run=True)
    assert capsys.readouterr().out.splitlines()[:3] == [
        "~ โครงการ 1.1 โครงการหนึ่ง",
        "    ชื่อภาษาไทย: โครงการหนึ่ง → โครงการหนึ่ง ปรับปรุง",
        "- โครงการ 1.2 โครงการสอง",
    ]
    assert plan.nodes.get(number="1.1").name_th == "โครงการหนึ่ง"
