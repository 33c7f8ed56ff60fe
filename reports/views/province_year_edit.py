"""The form in which a coordinator writes the province's year, beside what was written the year before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from core.form_tokens import take
from reports import actions
from reports.forms import YearForm
from reports.models import ProvinceYear
from reports.models.province_year import WRITTEN
from reports.permissions import require_writing_for
from reports.views.province_year import find_report, find_scope


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.WRITE_YEARLY_REPORTS)
def province_year_edit(request: HttpRequest, plan: str, year: int, province: str) -> HttpResponse:
    """Write the report; after saving, it is read once more before it is sent."""
    scope = find_scope(request.user, plan, year, province)
    require_writing_for(request.user, province)
    address = reverse("reports:province_year", args=[plan, year, province])
    report = find_report(request.user, scope)
    initial = {name: getattr(report, name) for name in WRITTEN} if report else {}
    form = YearForm(request.POST or None, initial={**initial, "version": report.version if report else 0})
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if take(form.cleaned_data["token"], result=address) is None:
                    actions.save_year(
                        plan=scope.plan,
                        year=year,
                        province=scope.province,  # type: ignore[arg-type]  # a provincial scope has one
                        values=form.written,
                        version=form.cleaned_data["version"],
                        by=request.user,
                    )
                    messages.success(request, _("The draft is saved. Read it once more, then send it to the ministry."))
            return redirect(address)
        except actions.NotNowError as error:
            messages.error(request, str(error))
            return redirect(address)
        except actions.ConflictError as error:
            conflict = error.current
            form.add_error(None, _("Somebody else changed this report while you wrote. Both are shown below."))
            form.data = {**form.data.dict(), "version": str(conflict.version)}  # type: ignore[attr-defined]  # a QueryDict
    context = _context(scope, form, conflict)
    return TemplateResponse(request, "reports/province_year_edit.html", context, status=409 if conflict else 200)


def _context(scope: Any, form: YearForm, conflict: ProvinceYear | None) -> dict[str, Any]:
    before = ProvinceYear.objects.filter(plan=scope.plan, year=scope.period.year - 1, province=scope.province).first()
    return {
        "plan": scope.plan,
        "province": scope.province,
        "period": scope.period,
        "form": form,
        "fields": [(form[name], getattr(before, name) if before else "") for name in WRITTEN],
        "last_name": scope.period.year - 1,
        "conflict_texts": conflict.texts if conflict else [],
    }
