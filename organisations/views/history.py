from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right, require
from organisations.history import Wanted, choices, history_of
from organisations.looks import log_view
from organisations.models import Organisation
from organisations.permissions import may_see_people
from organisations.terms import current_terms
from organisations.views.finding import merged_into, of_code

PAGE_SIZE = 50


@require_safe
@of_code
def history(request: HttpRequest, organisation: Organisation) -> TemplateResponse:
    """Who changed what of one record, when, from what to what, why, and through what."""
    user = request.user
    require(user, Right.VIEW_UNPUBLISHED)
    merged = merged_into(organisation)
    told = _told(request, organisation, merged)
    with_people = may_see_people(user, told)
    links = has_right(user, Right.IMPORT_SPREADSHEETS)
    entries = history_of(told, current_terms(), with_people=with_people, links_imports=links)
    if with_people:
        log_view(user, told.code, told.people.count())
    offered = choices(entries)
    asked = {name: request.GET.get(name, "") for name in offered}
    ignored = [(name, value) for name, value in asked.items() if value and value not in offered[name]]
    wanted = Wanted(**{name: value for name, value in asked.items() if value in offered[name]})
    page = Paginator(wanted.of(entries), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "told": told,
        "merged": merged,
        "page_obj": page,
        "entries": page.object_list,
        "filters": [
            (name, title, options, asked[name])
            for (name, options), title in zip(offered.items(), _titles(), strict=True)
            if len(options) > 1
        ],
        "is_filtered": wanted.is_any,
        "ignored": ignored,
        "may_see_looks": has_right(user, Right.VIEW_LOOKS),
    }
    return TemplateResponse(request, "organisations/history.html", context)


def _titles() -> list[str]:
    return [_("What was changed"), _("By whom"), _("Through what")]


def _told(request: HttpRequest, organisation: Organisation, merged: list[Organisation]) -> Organisation:
    """The record whose history is told: this one, or one that was merged into it."""
    code = request.GET.get("record", "")
    if not code:
        return organisation
    told = next((row for row in merged if row.code == code), None)
    if told is None:
        raise Http404(_("There is no organisation with this registry code."))
    return told
