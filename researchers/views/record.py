from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from core.formats import as_date
from organisations.choices import Taxonomy
from organisations.facts import Fact
from organisations.looks import log_view
from organisations.terms import Terms, current_terms
from researchers.looked_at import SUBJECT
from researchers.models import Researcher
from researchers.permissions import may_edit, may_see_contact
from researchers.views.finding import find
from researchers.wording import full_name, province_of, state_of


@login_not_required
@require_safe
def record(request: HttpRequest, pk: int) -> TemplateResponse:
    """One researcher: who, where, what fields, which works; contact for those who may see it."""
    researcher = find(pk, request.user)
    kind, state = state_of(researcher)
    other = {researcher.name_th, researcher.name_en} - {researcher.name, ""}
    return TemplateResponse(
        request,
        "researchers/record.html",
        {
            "researcher": researcher,
            "name": full_name(researcher),
            "other_name": next(iter(other), ""),
            "place": province_of(researcher),
            "state_kind": kind,
            "state": state,
            "facts": _facts(researcher, current_terms()),
            "works": researcher.works.all(),
            "contact": _contact(request.user, researcher),
            "may_edit": may_edit(request.user),
        },
    )


def _label(name: str) -> Any:
    return Researcher._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # never a reverse relation


def _facts(researcher: Researcher, terms: Terms) -> list[Fact]:
    return [
        Fact(_label("affiliation"), researcher.affiliation),
        Fact(_label("position"), researcher.position),
        Fact(_label("issues"), terms.names(Taxonomy.ISSUE, researcher.issues), "list"),
        Fact(_label("expertise"), terms.names(Taxonomy.EXPERTISE, researcher.expertise), "list"),
        Fact(_label("consented_on"), as_date(researcher.consented_on, style="long")),
    ]


def _contact(user: Any, researcher: Researcher) -> list[Fact] | None:
    """Phone and e-mail for those who may look, and a line in the register of looks; None for the others."""
    if not may_see_contact(user, researcher):
        return None
    log_view(user, str(researcher.pk), int(bool(researcher.phone or researcher.email)), subject=SUBJECT)
    return [Fact(_label("phone"), researcher.phone), Fact(_label("email"), researcher.email, "email")]
