"""What a report's file is called: in Thai, so that it is found again in a folder of hundreds."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.models import Report, ReportFormat

# \w alone leaves out the vowels and tone marks of Thai.
_UNSAFE = re.compile(r"[^\w.\-\u0e00-\u0e7f]+")


def file_name(report: Report, form: ReportFormat | str) -> str:
    """รายงานความก้าวหน้ารอบครึ่งปี_cso-1_2565-H1.pdf: letters, digits and marks that every file system takes."""
    with override("th"):
        form = ReportFormat(form)
        kind = str(report.get_kind_display())
        kind = "-".join([_("Brief"), kind]) if form.is_brief else kind
        parts = [kind, report.plan.code, report.period]
    if report.province:
        parts.append(report.province.name_th)
    stem = "_".join(_UNSAFE.sub("-", part).strip("-") for part in parts)
    return f"{stem}.{form.ending}"
