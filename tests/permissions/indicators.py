"""Who may open the pages of indicators: figures are for everyone, records for those who follow them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from indicators.actions import add_evidence
from tests.factories.indicators import IndicatorFactory, PlanPeriodFactory, SeatFactory, goal_indicators

TABLE = {
    "indicators:list": {"*": 200},
    "indicators:indicator": {"*": 200},
    "indicators:province": {"*": 200},
    "indicators:provinces": {"*": 302},
    "indicators:records": {"public": 302, "*": 200},
    "indicators:records_export": {"public": 302, "*": 200},
    "indicators:restated": {"public": 302, "*": 200},
    "indicators:value": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    "indicators:record_list": {"public": 302, "*": 200},
    "indicators:record_export": {"public": 302, "*": 200},
    "indicators:record_new": {"public": 302, "*": 403, "coordinator": 200, "staff": 200, "admin": 200},
    "indicators:record_edit": {"public": 302, "*": 403, "coordinator": 200, "staff": 200, "admin": 200},
    "indicators:record_verify": {"public": 302, "*": 403, "staff": 405, "admin": 405},
    "indicators:record_withdraw": {"public": 302, "*": 403, "coordinator": 200, "staff": 200, "admin": 200},
    "indicators:record_evidence": {"public": 302, "*": 200},
    "indicators:record_evidence_remove": {"public": 302, "*": 403, "coordinator": 405, "staff": 405, "admin": 405},
    "indicators:organisation_options": {"public": 302, "*": 403, "coordinator": 200, "staff": 200, "admin": 200},
}


def make(cast):
    indicators = goal_indicators()
    IndicatorFactory(plan=indicators["G1"].plan, code="T1")
    cast["seat"] = SeatFactory(province_id="50")
    cast["evidence"] = add_evidence(record=cast["seat"], upload=_pdf(), by=cast["staff"])
    PlanPeriodFactory(plan=indicators["G1"].plan, closed_at=timezone.now(), closed_by=cast["staff"])


def _pdf():
    return SimpleUploadedFile("a.pdf", b"%PDF-1.7")


def _evidence(cast):
    return [*_seat(cast), cast["evidence"].pk]


def _seat(cast):
    return ["seats", cast["seat"].pk]


ARGUMENTS = {
    "indicators:list": lambda cast: ["cso-1"],
    "indicators:indicator": lambda cast: ["cso-1", "G1"],
    "indicators:province": lambda cast: ["50"],
    "indicators:records": lambda cast: ["cso-1", "G1"],
    "indicators:records_export": lambda cast: ["cso-1", "G1", "csv"],
    "indicators:restated": lambda cast: ["cso-1", "G1"],
    "indicators:value": lambda cast: ["cso-1", "T1"],
    "indicators:record_list": lambda cast: ["seats"],
    "indicators:record_export": lambda cast: ["seats", "csv"],
    "indicators:record_new": lambda cast: ["seats"],
    "indicators:record_edit": _seat,
    "indicators:record_evidence": _evidence,
    "indicators:record_evidence_remove": _evidence,
    "indicators:record_verify": _seat,
    "indicators:record_withdraw": _seat,
}
QUERY = {
    "indicators:restated": "?period=2565-H1",
    "indicators:organisation_options": "?field=organisation&organisation=ทดสอบ",
}
