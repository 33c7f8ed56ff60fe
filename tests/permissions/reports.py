"""Reports: read and taken by the committee and the rest of the house, built by the ministry."""

from uuid import UUID

READERS = {"public": 302, "*": 200}
BUILDERS = {"public": 302, "staff": 200, "admin": 200, "*": 403}
STEPS = {"public": 302, "*": 405}
WRITERS = {"public": 302, "staff": 200, "admin": 200, "coordinator": 200, "*": 403}

TABLE = {
    "reports:list": READERS,
    "reports:new": BUILDERS,
    "reports:detail": READERS,
    "reports:file": READERS,
    # Steps are taken by POST.
    "reports:retry": STEPS,
    "reports:cancel": STEPS,
    "reports:submit": STEPS,
    "reports:send_back": STEPS,
    "reports:issue": STEPS,
    "reports:verify": {"public": 200, "*": 200},
    # To the report itself, or to what its seal says.
    "reports:section": {"public": 302, "*": 302},
    # Its records for who may read the report, what its seal says for all others.
    "reports:records": READERS,
    # One's own provinces, or all of them.
    "reports:province_years": READERS,
    "reports:province_year": {"public": 302, "agency": 404, "*": 200},
    "reports:province_year_edit": WRITERS,
    "reports:province_year_history": WRITERS,
    "reports:province_year_submit": STEPS,
    "reports:province_year_accept": STEPS,
    "reports:province_year_return": STEPS,
}

PK = UUID(int=7)


def make(cast):
    from tests.factories.reports import finished_report, written_year

    report = finished_report(pk=PK, standing="issued")
    MADE["seal"] = report.digest[:12]
    written_year("50", by=cast["staff"])


MADE = {}
YEAR = ["cso-1", 2564, "50"]

ARGUMENTS = {
    "reports:detail": lambda cast: [PK],
    "reports:file": lambda cast: [PK, "pdf"],
    "reports:retry": lambda cast: [PK],
    "reports:cancel": lambda cast: [PK],
    "reports:submit": lambda cast: [PK],
    "reports:send_back": lambda cast: [PK],
    "reports:issue": lambda cast: [PK],
    "reports:section": lambda cast: ["0123456789ab", "indicators"],
    "reports:records": lambda cast: [MADE["seal"], "k,G1,2565-H1"],
    **{
        f"reports:province_year{step}": lambda cast: YEAR
        for step in ("", "_edit", "_history", "_submit", "_accept", "_return")
    },
}
