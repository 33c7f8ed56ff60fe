"""Mails about reports."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from reports.models import Report, Standing


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
