"""Who may open the pages of plans: what a plan says is public, what was reported is not. `make` loads cso-1."""

from plans.models import Evidence, Node
from tests.factories.plans import LinkFactory, ProgressFactory, load_cso1, make_officer

SIGNED_IN = {"public": 302, "*": 200}
REPORTERS = {"public": 302, "staff": 200, "admin": 200, "agency": 200, "*": 403}
REVIEWERS = {"public": 302, "staff": 200, "admin": 200, "*": 403}
BUTTON = {"public": 302, "*": 405}

TABLE = {
    "plans:list": {"*": 200},
    "plans:plan": {"*": 200},
    "plans:schema": {"*": 200},
    "plans:document": {"*": 200},
    "plans:workbook": {"*": 200},
    "plans:node": {"*": 200},
    "plans:programme": {"*": 200},
    "plans:agency": {"*": 200},
    "plans:agencies_export": {"*": 200},
    "plans:progress": SIGNED_IN,
    "plans:progress_edit": REPORTERS,
    "plans:progress_part": {"public": 302, "staff": 200, "admin": 200, "*": 403},
    "plans:progress_submit": BUTTON,
    "plans:progress_accept": BUTTON,
    "plans:progress_return": BUTTON,
    "plans:evidence_remove": BUTTON,
    "plans:evidence": {"public": 302, "staff": 200, "admin": 200, "agency": 200, "*": 404},
    "plans:period_close": REVIEWERS,
    "plans:load": REVIEWERS,
    "plans:edit": REVIEWERS,
    "plans:history": REVIEWERS,
    "plans:plan_form": REVIEWERS,
    "plans:node_form": REVIEWERS,
    "plans:node_new": REVIEWERS,
    "plans:indicator_form": REVIEWERS,
    "plans:indicator_new": REVIEWERS,
    "plans:periods": REVIEWERS,
    "plans:window": REVIEWERS,
    "plans:exception_add": BUTTON,
    "plans:exception_end": BUTTON,
}


def make(cast):
    load_cso1()
    make_officer(cast["agency"])
    draft = ProgressFactory(node=Node.objects.get(number="1.2"), state="draft")
    LinkFactory(progress=draft, link="", file="evidence/none.pdf", content_type="application/pdf", size=1)
    evidence = Evidence.objects.get()
    evidence.file.storage.delete("evidence/none.pdf")
    evidence.file.storage.save("evidence/none.pdf", _pdf())


def _pdf():
    from django.core.files.base import ContentFile

    return ContentFile(b"%PDF-1.7 draft")


def _report(cast):
    return ["cso-1", "1.2", "2565-H1"]


ARGUMENTS = {
    "plans:plan": lambda cast: ["cso-1"],
    "plans:document": lambda cast: ["cso-1"],
    "plans:workbook": lambda cast: ["cso-1"],
    "plans:node": lambda cast: ["cso-1", "1.2"],
    "plans:programme": lambda cast: ["cso-1", "1"],
    "plans:agency": lambda cast: ["nhco"],
    "plans:agencies_export": lambda cast: ["csv"],
    "plans:progress": _report,
    "plans:progress_edit": _report,
    "plans:progress_part": lambda cast: [*_report(cast), "thaihealth"],
    "plans:progress_submit": _report,
    "plans:progress_accept": _report,
    "plans:progress_return": _report,
    "plans:evidence_remove": lambda cast: [*_report(cast), 1],
    "plans:evidence": lambda cast: [Evidence.objects.get().pk],
    "plans:edit": lambda cast: ["cso-1"],
    "plans:history": lambda cast: ["cso-1"],
    "plans:plan_form": lambda cast: ["cso-1"],
    "plans:node_form": lambda cast: ["cso-1", "1.2"],
    "plans:node_new": lambda cast: ["cso-1", "1"],
    "plans:indicator_form": lambda cast: ["cso-1", "G1"],
    "plans:indicator_new": lambda cast: ["cso-1"],
    "plans:periods": lambda cast: ["cso-1"],
    "plans:window": lambda cast: ["cso-1", "2565-H1"],
    "plans:exception_add": lambda cast: ["cso-1", "2565-H1"],
    "plans:exception_end": lambda cast: ["cso-1", "2565-H1", 1],
    "plans:period_close": lambda cast: ["cso-1", "2565-H1"],
}
