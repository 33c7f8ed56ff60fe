from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right
from core.formats import as_date
from organisations import facts, tables
from organisations.badges import STATE_KINDS, STATUS_KINDS
from organisations.capacity import assessments_of
from organisations.certification import stages
from organisations.choices import Certification, State, Status, Taxonomy
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.notices import notices_of
from organisations.permissions import may_edit, may_see_people, may_verify
from organisations.related import related_to
from organisations.terms import current_terms
from organisations.views.finding import of_code


@login_not_required
@require_safe
@of_code
def record(request: HttpRequest, organisation: Organisation) -> TemplateResponse:
    """One organisation: what it is, where, in which state, and what this reader may do next."""
    user = request.user
    terms = current_terms()
    is_insider = has_right(user, Right.VIEW_UNPUBLISHED)
    return TemplateResponse(
        request,
        "organisations/record.html",
        {
            "organisation": organisation,
            "other_name": next(
                (name for name in (organisation.name_en, organisation.name_th) if name not in ("", organisation.name)),
                "",
            ),
            "form_name": terms.name(Taxonomy.LEGAL_FORM, organisation.legal_form),
            "place": tables.place_of(organisation.province_id, organisation.district_id),
            "status_kind": STATUS_KINDS[organisation.status],
            "status": Status(organisation.status).label,
            "status_title": status_title(organisation),
            "state_kind": STATE_KINDS[organisation.state],
            "state": State(organisation.state).label,
            "is_insider": is_insider,
            "sections": facts.sections(organisation, terms, is_insider=is_insider),
            "notices": notices_of(organisation, terms, is_insider=is_insider, mine=may_edit(user, organisation)),
            **_certification(organisation),
            "people": _people(user, organisation),
            "budgets": organisation.budgets.all(),
            "assessments": assessments_of(organisation, terms),
            "related": related_to(organisation, user),
            **_steps(user, organisation),
        },
    )


def status_title(organisation: Organisation) -> str:
    """The status, and since when, where that is known."""
    status = str(Status(organisation.status).label)
    if organisation.status_since is None:
        return status
    return _("%(status)s since %(day)s") % {"status": status, "day": as_date(organisation.status_since, style="long")}


def _certification(organisation: Organisation) -> dict[str, Any]:
    """The timeline; nothing is asked of the database where the organisation has never applied."""
    if organisation.certification == Certification.NONE:
        return {"stages": [], "steps": []}
    steps = list(organisation.certification_steps.select_related("created_by"))
    return {"stages": stages(organisation, steps), "steps": steps}


def _steps(user: Any, organisation: Organisation) -> dict[str, bool]:
    """What the reader may do with the record now."""
    mine = may_edit(user, organisation)
    return {
        "may_edit": mine,
        "may_submit": mine and organisation.state in (State.DRAFT, State.RETURNED),
        "may_verify": mine and may_verify(user) and organisation.state != State.VERIFIED,
        "may_decide": mine and may_verify(user),
        "may_certify": mine and may_verify(user),
        "may_send_back": mine and may_verify(user) and organisation.state == State.SUBMITTED,
    }


def _people(user: Any, organisation: Organisation) -> list[facts.Fact] | None:
    """The people for those who may look, and a line in the register of looks; None for the others."""
    if not may_see_people(user, organisation):
        return None
    people = list(organisation.people.order_by("-kind"))
    log_view(user, organisation.code, len(people))
    return facts.people_facts(people)
