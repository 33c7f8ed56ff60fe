"""Agencies as a file, one a row; those above come before those below, as an import wants them."""

from __future__ import annotations

from typing import Any

from django.db.models.expressions import RawSQL

from organisations.row_files import RowsFile
from organisations.terms import Terms
from plans.models import Agency
from plans.resources import UPDATED, AgencyResource


class Export(RowsFile):
    """Every agency, for any reader: plans name them in public."""

    name = "agencies"
    title = "หน่วยงาน"
    always = ()

    def __init__(self, found: Any, user: Any, terms: Terms) -> None:
        super().__init__((*AgencyResource.fields.values(), UPDATED), found, user, terms)

    def one(self) -> Any:
        return Agency.objects.order_by().filter(pk=RawSQL("found.pk", []))
