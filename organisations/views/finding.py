"""From a code in an address to the record, or to where the reader should go instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from organisations.choices import State
from organisations.models import Organisation
from thai.identifiers import CodeError, parse_registry_code

RecordView = Callable[..., HttpResponseBase]


def of_code(view: RecordView) -> RecordView:
    """Give the view the organisation that the code in the address means, if the reader may see it.

    A code in another writing (cso0012340) leads to its own address, that of a merged record to the survivor's; a
    mistyped code, and one that the reader may not see, are not found.
    """

    @wraps(view)
    def found(request: HttpRequest, code: str, **arguments: Any) -> HttpResponseBase:
        try:
            printed = parse_registry_code(code)
        except CodeError as error:
            raise Http404(_("There is no organisation with this registry code.")) from error
        organisation = (
            Organisation.objects.visible_to(request.user)
            .select_related("province__region", "district", "subdistrict", "parent", "updated_by", "verified_by")
            .filter(code=printed)
            .first()
        )
        if organisation is None:
            old, printed = printed, _survivor_of(printed, request.user)
            messages.info(
                request, _("%(old)s was merged into %(code)s, which is this record.") % {"old": old, "code": printed}
            )
        if organisation is None or printed != code:
            match = request.resolver_match
            # Always so within a view; only a hand-made request has none.
            name = match.view_name if match else "organisations:detail"
            return redirect(name, code=printed, **arguments)
        return view(request, organisation, **arguments)

    return found


def _survivor_of(code: str, user: Any) -> str:
    """The code of the record into which this one was merged, perhaps over several merges."""
    row = Organisation.objects.filter(code=code, state=State.MERGED).select_related("merged_into").first()
    while row is not None and row.state == State.MERGED:
        row = row.merged_into
    if row is None or not Organisation.objects.visible_to(user).filter(pk=row.pk).exists():
        raise Http404(_("There is no organisation with this registry code."))
    return row.code


def merged_into(organisation: Organisation) -> list[Organisation]:
    """Records that were merged into this one, also by way of another."""
    found: list[Organisation] = []
    latest: list[Any] = [organisation.pk]
    while latest:
        rows = list(Organisation.objects.filter(merged_into__in=latest).order_by("code"))
        found += rows
        latest = [row.pk for row in rows]
    return found
