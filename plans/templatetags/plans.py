"""How a report's status and state are shown: always a word, a shape and a colour together."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core.templatetags.core import badge
from plans.choices import ProgressState, ProgressStatus, WindowState
from plans.summaries import NodeDiscipline, Timeliness

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
