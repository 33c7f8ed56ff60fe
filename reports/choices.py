from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """Values are the words of `build_report` and of the addresses."""

    HALF_YEAR = "half-year", _("Half-year progress report")
    MID_PLAN = "mid-plan", _("Mid-plan report")
    END_OF_PLAN = "end-of-plan", _("End-of-plan report")
    PROVINCIAL = "provincial", _("Provincial yearly report")
    FORUM = "forum", _("Forum follow-up report")


class Standing(models.TextChoices):
    """What a built report is worth: only an issued one is the ministry's word."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    ISSUED = "issued", _("Issued")
    SUPERSEDED = "superseded", _("Superseded")


# What has been given to the committee never changes again.
FINAL = (Standing.ISSUED, Standing.SUPERSEDED)


class ReportFormat(models.TextChoices):
    """Values are the endings of the files, and the words of `build_report`."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    HTML = "html", "HTML"
