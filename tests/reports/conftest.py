"""A small registry with a plan, records of all kinds, project reports and a forum; and its frozen half-year."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from forum.models import FollowUp, Forum, Proposal
from organisations.choices import State
from plans.models import Node, Progress
from reports import snapshot
from reports.building import make
from tests.factories.indicators import (
    LegalMeasureFactory,
    NetworkFactory,
    SeatFactory,
    SupportFactory,
    SystemFactory,
)
from tests.factories.organisations import OrganisationFactory, PersonFactory
from tests.factories.reports import half_year, load_cso_1

# Signs that are markup somewhere: in typst, HTML, XML and spreadsheets.
NASTY = '=1+1 #panic("no") <script>alert(1)</script> & $x$ @here \\ *bold* _it_'
SENTENCE = "องค์กรภาคประชาสังคมมีขีดความสามารถเป็นองค์กรธรรมาภิบาลสามารถเป็นหุ้นส่วนในการพัฒนาประเทศขับเคลื่อนสังคมให้เป็นธรรมและยั่งยืน"


def _progress(plan, staff, number, period, **fields):
    sent = datetime(2022, 4, 20, 3, tzinfo=UTC)
    return Progress.objects.create(
        node=Node.objects.get(plan=plan, number=number),
        period=period,
        state=fields.pop("state", "accepted"),
        submitted_at=sent,
        submitted_by=staff,
        reviewed_at=sent,
        reviewed_by=staff,
        **fields,
    )


@pytest.fixture
def rows(staff):
    """What the reports of these tests are made of."""
    plan = load_cso_1()
    organisations = [
        OrganisationFactory(province_id=province, issues=issues, expertise=["E01"], legal_form=form)
        for province, issues, form in [
            ("50", ["01", "04"], "foundation"),
            ("50", ["01"], "association"),
            ("90", ["04"], "association"),
            ("10", ["17"], "foundation"),
        ]
    ]
    OrganisationFactory(province_id="50", state=State.SUBMITTED, name_th="ยังไม่ตรวจสอบ")
    PersonFactory(organisation=organisations[0], name="สมศรี ห้ามเปิดเผย")
    for at, organisation in enumerate(organisations):
        SeatFactory(organisation=organisation, province_id=organisation.province_id, from_on=date(2021, 1 + 3 * at, 1))
        SupportFactory(
            organisation=organisation,
            province_id=organisation.province_id,
            amount=Decimal("1000.25") * (at + 1),
            received_on=date(2021, 6 + 2 * at, 1),
        )
    LegalMeasureFactory()
    SystemFactory()
    NetworkFactory()
    _progress(plan, staff, "1.1", "2564-H2", status="on_track", percent=20, received=Decimal(500_000))
    _progress(
        plan,
        staff,
        "1.1",
        "2565-H1",
        status="on_track",
        percent=40,
        progress=SENTENCE * 4,
        received=Decimal("1250000.50"),
        disbursed=Decimal(0),
    )
    _progress(plan, staff, "1.2", "2565-H1", status="delayed", percent=10, outputs=NASTY)
    _progress(plan, staff, "1.3", "2565-H1", state="submitted", status="done", percent=99)
    forum = Forum.objects.create(year=2565, name_th="CSOs Forum ประจำปี 2565", participants=848)
    for number in (1, 2):
        Proposal.objects.create(forum=forum, number=number, text_th=f"ข้อเสนอเพื่อการทดสอบ {number}")
    FollowUp.objects.create(
        proposal=Proposal.objects.get(number=1), on=date(2022, 9, 1), status="in_progress", text="เสนอคณะกรรมการแล้ว"
    )
    return organisations


@pytest.fixture
def frozen(rows):
    """The half-year 2565-H1, frozen."""
    return snapshot.take(half_year())


_KEPT = {}


@pytest.fixture
def kept(request):
    """The same half-year frozen for all tests that look at its files alone: it needs the database no more."""
    if "frozen" not in _KEPT:
        request.getfixturevalue("rows")
        _KEPT["frozen"] = snapshot.take(half_year())
    return _KEPT["frozen"]


@pytest.fixture
def made(kept):
    """The files of `kept` by their format, each made once; Arabic numerals."""

    def make_once(form):
        if form not in _KEPT:
            _KEPT[form] = make(kept, snapshot.digest_of(kept), form)
        return _KEPT[form]

    return make_once
