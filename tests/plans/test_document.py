import json

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator

from plans.actions import load_plan
from plans.reading import read
from tests.factories.plans import DOCUMENTS

pytestmark = pytest.mark.django_db


def test_the_schema_is_published(client):
    answer = client.get(reverse("plans:schema"))
    assert answer["Content-Type"] == "application/schema+json"
    Draft202012Validator.check_schema(json.loads(answer.content))
    assert reverse("plans:schema") == "/plans/schema.json"


@pytest.mark.parametrize("code", ["cso-1", "codi-2563", "somswd-2564"])
def test_a_plan_is_given_as_a_document_that_loads_as_the_same_plan(client, code):
    given = (DOCUMENTS / f"{code}.yaml").read_bytes()
    load_plan(content=given, by=None)
    answer = client.get(reverse("plans:document", args=[code]))
    assert answer["Content-Disposition"] == f'attachment; filename="{code}.yaml"'
    assert read(answer.content).data == read(given).data
    _plan, changes = load_plan(content=answer.content, by=None)
    assert (changes.created, changes.changed, changes.removed) == (0, 0, 0)


def test_no_document_of_an_unknown_plan(client):
    assert client.get(reverse("plans:document", args=["none"])).status_code == 404
