"""What nobody should type into an address, and people and machines do: never an error of ours, always a page."""

import pytest

from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

NASTY = [
    "",
    " ",
    "0",
    "-1",
    "1e999",
    "NaN",
    "9" * 30,
    "99",
    "๕๐",
    "50,90",
    "50 OR 1=1",
    "' OR ''='",
    '"; DROP TABLE organisations_organisation; --',
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "%",
    "%%",
    "_",
    "\\",
    "%00",
    "\x00",
    "a\x00b",
    "\ud7ff",
    "‮‭",
    "​",
    "เ",
    "เเ",
    "ํา",
    "ก" * 5000,
    "🙂",
    "null",
    "None",
    "true",
    "[]",
    "{}",
    "{{ 7|add:7 }}",
    "${jndi:ldap://x}",
    "2565-H3",
    "2565-H1; 2565-H2",
    "-name",
    "name__icontains",
    "1" * 5000,
]
PARAMETERS = {
    "/organisations/": [
        *("q", "region", "province", "district", "issue", "expertise", "form", "target"),
        *("field", "level", "capacity", "status", "sort", "page"),
    ],
    "/organisations/map/": ["q", "province", "issue"],
    "/organisations/export.csv": ["q", "province", "sort"],
    "/researchers/": ["q", "province", "issue", "expertise", "page", "sort"],
    "/places/districts/": ["province"],
    "/places/subdistricts/": ["district"],
    "/places/postcodes/": ["subdistrict"],
    "/": ["q", "page"],
    "/plans/": ["q", "page"],
    "/indicators/": ["period", "plan"],
    "/forum/": ["page"],
    "/open-data/": ["page"],
}
LOST = [
    "/nothing/",
    "/organisations/CSO-0000000/",
    "/organisations/CSO-9999999/",
    "/organisations/<script>/",
    "/organisations/%00/",
    "/plans/nothing/",
    "/plans/cso-1/projects/9.9/",
    "/indicators/nothing/",
    "/indicators/nothing/G1/",
    "/forum/2400/",
    "/forum/2565/99/",
    "/forum/99999999999999999999/",
    "/researchers/nothing/",
    "/reports/nothing/",
    "/imports/nothing/",
]


@pytest.mark.parametrize(
    ("address", "parameter"), [(address, name) for address, names in PARAMETERS.items() for name in names]
)
def test_no_value_of_the_address_breaks_a_page(client, address, parameter):
    OrganisationFactory()
    client.raise_request_exception = False
    broken = [value[:20] for value in NASTY if client.get(address, {parameter: value}).status_code not in {200, 400}]
    assert broken == []


@pytest.mark.parametrize("address", LOST)
def test_a_strangers_address_gets_a_page_in_thai(client, staff, client_of, address):
    client.raise_request_exception = False
    answer = client_of(staff).get(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert '<html lang="th">' in page
    assert page.count("<h1") == 1
    assert "Traceback" not in page


@pytest.mark.parametrize("value", ["nothing", "99", "๙๙"])
def test_an_unknown_code_is_left_out_with_a_note_and_never_in_silence(client, value):
    OrganisationFactory()
    page = client.get("/organisations/", {"province": value}).content.decode()
    assert f"province = {value}" in page
