"""Reports: read and taken by the committee and the rest of the house, built by the ministry."""

from uuid import UUID

READERS = {"public": 302, "*": 200}
BUILDERS = {"public": 302, "staff": 200, "admin": 200, "*": 403}
STEPS = {"public": 302, "*": 405}

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
}

PK = UUID(int=7)


def make(cast):
    from tests.factories.reports import finished_report

    finished_report(pk=PK, standing="issued")


ARGUMENTS = {
    "reports:detail": lambda cast: [PK],
    "reports:file": lambda cast: [PK, "pdf"],
    "reports:retry": lambda cast: [PK],
    "reports:cancel": lambda cast: [PK],
    "reports:submit": lambda cast: [PK],
    "reports:send_back": lambda cast: [PK],
    "reports:issue": lambda cast: [PK],
    "reports:section": lambda cast: ["0123456789ab", "indicators"],
}
