"""Mails about reports."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from reports.models import ProvinceYear, Report, Standing, YearState


def issued(report: Report) -> int:
    """Tell every member of the committee that a report is issued; how many mails. None once it is superseded."""
    if report.standing != Standing.ISSUED:
        return 0
    people = User.objects.filter(role=Role.COMMITTEE, is_active=True).exclude(email="").order_by("pk")
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Issued: %(report)s") % {"report": report}
        for person in people:
            context = {
                "person": person,
                "report": report,
                "address": settings.SITE_ADDRESS + report.get_absolute_url(),
            }
            send_mail(subject, render_to_string("reports/mail/issued.txt", context), None, [person.email])
    return len(people)


def year_moved(report: ProvinceYear, state: str) -> int:
    """Tell the staff of a yearly report that came in, or its province that it was returned or accepted; how many mails.

    None where it has moved on since.
    """
    if report.state != state:
        return 0
    if state == YearState.SUBMITTED:
        people = list(User.objects.filter(role=Role.STAFF, is_active=True).exclude(email="").order_by("pk"))
    else:
        sender = report.submitted_by
        people = [sender] if sender and sender.is_active and sender.email else []
    with translation.override(settings.LANGUAGE_CODE):
        subjects = {
            YearState.SUBMITTED: _("Submitted: yearly report of %(report)s"),
            YearState.RETURNED: _("Returned: yearly report of %(report)s"),
            YearState.ACCEPTED: _("Accepted: yearly report of %(report)s"),
        }
        subject = subjects[YearState(state)] % {"report": report}
        for person in people:
            context = {
                "person": person,
                "report": report,
                "address": settings.SITE_ADDRESS + report.get_absolute_url(),
            }
            send_mail(subject, render_to_string("reports/mail/province_year.txt", context), None, [person.email])
    return len(people)
