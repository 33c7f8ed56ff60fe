"""How the states of a record and of an organisation look: kinds of the badge tag."""

from organisations.choices import Certification, State, Status

STATE_KINDS: dict[str, str] = {
    State.DRAFT: "idle",
    State.SUBMITTED: "warn",
    State.RETURNED: "bad",
    State.VERIFIED: "good",
    State.MERGED: "idle",
}
STATUS_KINDS: dict[str, str] = {Status.ACTIVE: "good", Status.DORMANT: "warn", Status.DISSOLVED: "idle"}
CERTIFICATION_KINDS: dict[str, str] = {
    Certification.NONE: "idle",
    Certification.RECEIVED: "info",
    Certification.CERTIFIED: "good",
    Certification.CERTIFICATE_SENT: "good",
    Certification.GAZETTED: "good",
    Certification.REFUSED: "bad",
}
