"""What forms and records say beforehand and beside their fields."""

from datetime import date

import pytest
from django.utils import timezone

from organisations import actions
from organisations.choices import State
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def marks(client, organisation, section):
    form = client.get(f"/organisations/{organisation.code}/edit/{section}/").context["form"]
    return {name: [mark.kind for mark in getattr(field, "marks", [])] for name, field in form.fields.items()}


def kinds(found):
    return {name: kind for name, kind in found.items() if kind}


def test_the_form_says_beforehand_what_waits(coordinator, staff, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    assert sorted(kinds(marks(client, organisation, "identity"))) == [
        "abbreviation",
        "aliases",
        "former_names",
        "legal_form",
        "name_en",
        "name_th",
        "parent",
        "registered_on",
        "registrar",
        "registration_number",
    ]
    assert kinds(marks(client, organisation, "address")) == {"province": ["needs"]}
    assert kinds(marks(client, organisation, "size")) == {}
    assert kinds(marks(client_of(staff), organisation, "identity")) == {}
    draft = OrganisationFactory(state=State.DRAFT)
    assert kinds(marks(client, draft, "identity")) == {}


def test_who_asked_goes_on_from_the_wanted_value(coordinator, staff, client_of, client):
    organisation = OrganisationFactory(name_th="มูลนิธิงจฉ")
    actions.update(organisation=organisation, values={"name_th": "มูลนิธิกขค"}, by=coordinator)
    page = client_of(coordinator).get(f"/organisations/{organisation.code}/edit/identity/")
    assert page.context["form"]["name_th"].value() == "มูลนิธิกขค"
    assert [mark.kind for mark in page.context["form"].fields["name_th"].marks] == ["waiting"]
    assert "ประชาชนเห็น “มูลนิธิงจฉ”" in page.text
    theirs = client_of(staff).get(f"/organisations/{organisation.code}/edit/identity/")
    assert theirs.context["form"]["name_th"].value() == "มูลนิธิงจฉ"
    public = client.get(organisation.get_absolute_url())
    assert ("มูลนิธิงจฉ" in public.text, "มูลนิธิกขค" in public.text) == (True, False)


def test_the_reasons_stand_at_their_fields(coordinator, staff, client_of):
    organisation = OrganisationFactory(state=State.SUBMITTED)
    reasons = {"registration_number": "ขาดเลขทะเบียน", "people": "ขาดผู้ประสานงาน", "fields": "เลือกสาขา"}
    actions.send_back(organisation=organisation, fields=reasons, by=staff)
    client = client_of(coordinator)
    assert kinds(marks(client, organisation, "identity")) == {"registration_number": ["mend"]}
    assert kinds(marks(client, organisation, "work")) == {"service_fields": ["mend"]}
    assert "ขาดผู้ประสานงาน" in client.get(f"/organisations/{organisation.code}/edit/people/").text
    tasks = client.get(f"/organisations/{organisation.code}/edit/").context["tasks"]
    assert [task.url.split("/")[-2] for task in tasks if task.state_kind == "warn"] == ["identity", "people", "work"]


def test_the_record_tells_the_offices_and_not_the_public(coordinator, staff, client_of, client):
    organisation = OrganisationFactory(name_en="Old")
    actions.update(organisation=organisation, values={"name_en": "New", "abbreviation": "น."}, by=coordinator)
    actions.decide(organisation=organisation, refuse={"name_en": "ไม่ตรงกับใบสำคัญ"}, by=staff)
    mine = client_of(coordinator).get(organisation.get_absolute_url()).context_data["notices"]
    assert [wanted for _label, wanted, _change in mine.held] == ["น."]
    assert [change.decision_reason for _label, _wanted, change in mine.refused] == ["ไม่ตรงกับใบสำคัญ"]
    public = client.get(organisation.get_absolute_url()).context_data["notices"]
    assert (public.held, public.refused, public.due_on) == ((), (), None)


def test_a_status_that_changes_has_its_day(coordinator, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    url = f"/organisations/{organisation.code}/edit/life/"
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in ("version", "opened", "ticket", "token")}
    client.post(url, {**data, "status": "dormant", "status_reason": "ขาดทุน"})
    organisation.refresh_from_db()
    assert (organisation.status, organisation.status_since) == ("dormant", timezone.localdate())
    actions.set_status(organisation=organisation, status="active", since=date(2026, 1, 1), by=coordinator)
    organisation.refresh_from_db()
    assert organisation.status_since == date(2026, 1, 1)
