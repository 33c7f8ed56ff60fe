"""Whatever people type, nothing in a report's workbook comes alive."""

import io
import zipfile

import openpyxl
import pytest

from forum.models import Forum, Proposal
from plans.models import Node, Progress
from plans.summaries import TEXTS
from reports import snapshot
from reports.building import make
from tests.factories.indicators import (
    LegalMeasureFactory,
    NetworkFactory,
    SeatFactory,
    SupportFactory,
    SystemFactory,
)
from tests.factories.organisations import OrganisationFactory
from tests.factories.reports import half_year
from tests.organisations.test_export import PAYLOADS

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(rows, staff):
    """Each payload in every text that a report of records, progress or proposals shows."""
    forum = Forum.objects.get()
    for at, payload in enumerate(PAYLOADS):
        organisation = OrganisationFactory(name_th=payload, name_en=payload, province_id="50")
        SeatFactory(organisation=organisation, committee=payload, province_id="50")
        SupportFactory(organisation=organisation, source=payload, province_id="50")
        LegalMeasureFactory(title=payload, reference=payload)
        SystemFactory(name=payload)
        NetworkFactory(name=payload)
        Proposal.objects.create(forum=forum, number=100 + at, text_th=payload)
    for report, payload in zip(Progress.objects.order_by("pk"), PAYLOADS, strict=False):
        Progress.objects.filter(pk=report.pk).update(**dict.fromkeys(TEXTS, payload))
    Node.objects.filter(number="1.1").update(name_th=PAYLOADS[0])
    return snapshot.take(half_year())


def test_no_payload_is_a_formula_a_link_or_a_comment(typed):
    content = make(typed, snapshot.digest_of(typed), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink or cell.comment] == []
    said = {cell.value for cell in cells if cell.data_type == "s"}
    assert {payload for payload in PAYLOADS if payload.strip() not in {text.strip() for text in said}} == set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert [name for name in sheets if b"<f" in archive.read(name)] == []
