"""The forum's proposals and what was done about each, up to the cut-off."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from forum.models import FollowUp, FollowUpStatus, Forum, Proposal
from reports.choices import ReportKind
from reports.snapshot.canonical import both, named
from reports.snapshot.moment import Moment, behind

DEFINITION = {
    "th": "สถานะของแต่ละข้อเป็นไปตามบันทึกการติดตามครั้งล่าสุด ข้อที่ยังไม่มีบันทึกแสดงว่า “ยังไม่มีรายงาน”",
    "en": "A proposal stands as its latest follow-up entry says; one without an entry is said to have no report.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    forums = Forum.objects.filter(year__lte=moment.scope.period.year)
    if moment.scope.kind == ReportKind.FORUM:
        forums = forums.filter(year=moment.scope.period.year)
    forum = forums.order_by("-year").first()
    proposals = _proposals(forum, moment) if forum else []
    figures = {
        "definition": DEFINITION,
        "statuses": [{"code": status.value, **both(status.label)} for status in FollowUpStatus],
        "forum": None
        if forum is None
        else {
            "year": forum.year,
            **named(forum),
            "theme": {"th": forum.theme_th, "en": forum.theme_en or forum.theme_th},
            "participants": forum.participants,
        },
        "proposals": proposals,
    }
    ids = [entry["id"] for proposal in proposals for entry in proposal["follow_ups"]]
    versions = FollowUp.objects.filter(pk__in=ids).annotate(latest=Max("events__pgh_id")).values_list("pk", "latest")
    return figures, {"forum": behind("forum.followup", versions)}


def _proposals(forum: Forum, moment: Moment) -> list[dict[str, Any]]:
    rows = Proposal.objects.filter(forum=forum).order_by("number").with_parts().prefetch_related("follow_ups")
    return [
        {
            "number": row.number,
            "th": row.text_th,
            "en": row.text_en or row.text_th,
            "agencies": [{"code": agency.code, "printed": str(agency)} for agency in row.agencies.all()],
            "projects": [node.number for node in row.projects.all() if node.plan.code == moment.scope.plan.code],
            "follow_ups": [
                {"id": entry.pk, "on": entry.on, "status": entry.status, "text": entry.text, "link": entry.link}
                for entry in row.follow_ups.all()
                if entry.on <= moment.today
            ],
        }
        for row in rows
    ]
