"""How a report's status and state are shown: always a word, a shape and a colour together."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core.formats import as_percent, local_name
from core.markup import text
from core.navigation import address
from core.templatetags.core import badge
from plans.choices import ProgressState, ProgressStatus, WindowState
from plans.summaries import NodeDiscipline, NodeProgress, Part, Timeliness

register = template.Library()

STATUS_KINDS = {
    ProgressStatus.NOT_STARTED: ("idle", "circle"),
    ProgressStatus.ON_TRACK: ("good", "play"),
    ProgressStatus.AT_RISK: ("warn", "triangle-alert"),
    ProgressStatus.DELAYED: ("bad", "clock"),
    ProgressStatus.DONE: ("good", "circle-check"),
}
STATE_KINDS = {
    ProgressState.DRAFT: ("idle", "pencil"),
    ProgressState.SUBMITTED: ("info", "mail"),
    ProgressState.RETURNED: ("warn", "undo-2"),
    ProgressState.ACCEPTED: ("good", "check"),
    ProgressState.CLOSED: ("idle", "lock"),
}
WINDOW_KINDS = {
    WindowState.NOT_OPEN: ("idle", "clock"),
    WindowState.OPEN: ("good", "pencil"),
    WindowState.LATE: ("warn", "clock"),
    WindowState.SHUT: ("bad", "lock"),
    WindowState.CLOSED: ("idle", "lock"),
}
TIMELINESS_KINDS = {
    Timeliness.ON_TIME: "good",
    Timeliness.LATE: "warn",
    Timeliness.OVERDUE: "bad",
    Timeliness.NOT_DUE: "idle",
}


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """{% status_badge report.status %}: on track, at risk, …; "not reported" where there is none."""
    if not status:
        return SafeString(badge("idle", gettext("Not reported")))
    kind, shape = STATUS_KINDS[ProgressStatus(status)]
    return SafeString(badge(kind, ProgressStatus(status).label, shape))


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """{% state_badge progress.state %}: draft, submitted, …"""
    if not state:
        return SafeString(badge("idle", gettext("Nothing written")))
    kind, shape = STATE_KINDS[ProgressState(state)]
    return SafeString(badge(kind, ProgressState(state).label, shape))


@register.simple_tag
def window_badge(state: str) -> SafeString:
    """{% window_badge window.window_state %}: not open, open, late, shut, closed."""
    kind, shape = WINDOW_KINDS[WindowState(state)]
    return SafeString(badge(kind, WindowState(state).label, shape))


@register.simple_tag
def timeliness_badge(line: NodeDiscipline) -> SafeString:
    """{% timeliness_badge line %}: on time, late by so many days, overdue, or still time."""
    words = {
        Timeliness.ON_TIME: gettext("On time"),
        Timeliness.LATE: gettext("%(days)s days late") % {"days": line.days_late},
        Timeliness.OVERDUE: gettext("Overdue by %(days)s days") % {"days": line.days_late},
        Timeliness.NOT_DUE: gettext("Not due yet"),
    }
    return SafeString(badge(TIMELINESS_KINDS[line.timeliness], words[line.timeliness]))


@register.filter
def status_label(status: str) -> Any:
    """{{ "on_track"|status_label }}: the word of a status."""
    return ProgressStatus(status).label if status else gettext("Not reported")


# Stands in an address for the code of any agency.
CODE = "CODE"


@register.simple_tag(takes_context=True)
def tree_rows(context: dict[str, Any], lines: Sequence[NodeProgress]) -> SafeString:
    """{% tree_rows lines %}: the nodes below one node with their agencies, and their status where it may be seen.

    From the context: plan, period, discipline. Written here because a plan has many of them (docs/adr/0023).
    """
    code, period = context["plan"].code, str(context.get("period", ""))
    says = {
        "lead": escape(gettext("Lead agency")),
        "supporting": escape(gettext("Supporting agency")),
        "status": escape(gettext("Status")),
        "complete": escape(gettext("Complete")),
    }
    rows = []
    for line in lines:
        if not line.depth and len(lines) > 1:
            continue
        page = address("plans:node" if line.expected else "plans:programme", code, line.number)
        cells = [
            f'<th scope="row"><a class="row-link" href="{escape(page)}">'
            f"{text(line.number)} {text(local_name(line))}</a></th>",
            f'<td data-label="{says["lead"]}">{_printed(line.lead)}</td>',
            f'<td data-label="{says["supporting"]}">{_printed(line.supporting, is_stated=bool(line.lead))}</td>',
        ]
        if context.get("discipline"):
            cells += [
                f'<td data-label="{says["status"]}">{_status(line, code, period)}</td>',
                f'<td class="numeric" data-label="{says["complete"]}">{_complete(line)}</td>',
            ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return mark_safe("".join(rows))  # what documents and people say is escaped above; the rest is our own


def _printed(parts: Sequence[Part], *, is_stated: bool = False) -> str:
    """Agencies as printed; `is_stated`: the document names an agency here, so that one of this role is truly absent."""
    if parts:
        # Every agency's address is the same but for its code, which an address takes as it is.
        page = escape(address("plans:agency", CODE))
        return " ".join(f'<a href="{page.replace(CODE, part.code)}">{text(part.printed)}</a>' for part in parts)
    word = gettext("None") if is_stated else gettext("Not stated")
    return f'<span class="missing" aria-hidden="true">–</span><span class="visually-hidden">{escape(word)}</span>'


def _status(line: NodeProgress, plan: str, period: str) -> str:
    if not line.expected:
        return ""
    report = line.report
    page = address("plans:progress", plan, line.number, period)
    shown = f'<a href="{escape(page)}">{status_badge(report.status if report else "")}</a>'
    is_open = report is not None and report.state not in {ProgressState.ACCEPTED, ProgressState.CLOSED}
    return f"{shown} {state_badge(report.state)}" if report and is_open else shown


def _complete(line: NodeProgress) -> str:
    if not line.expected:
        return ""
    if line.report is None or line.report.percent is None:
        return f'<span class="missing">{escape(gettext("Not reported"))}</span>'
    return text(as_percent(line.report.percent, places=1))
