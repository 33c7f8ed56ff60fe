from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    """Values are the words of `build_report` and of the files' addresses."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    HTML = "html", "HTML"
    BRIEF = "brief", _("Brief (PDF)")
    BRIEF_DOCX = "brief-docx", _("Brief (Word)")

    @property
    def ending(self) -> str:
        """What the name of such a file ends in."""
        return {self.BRIEF: "pdf", self.BRIEF_DOCX: "docx"}.get(self, self.value)

    @property
    def is_brief(self) -> bool:
        return self in (self.BRIEF, self.BRIEF_DOCX)


class Numerals(models.TextChoices):
    """How the numbers of the PDF, the Word file and the page are written."""

    ARABIC = "arabic", _("Arabic numerals (1, 2, 3)")
    THAI = "thai", _("Thai numerals (๑, ๒, ๓)")


class YearState(models.TextChoices):
    """Where a province's yearly report stands on its way to the ministry."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("report", "Submitted")
    RETURNED = "returned", pgettext_lazy("report", "Returned")
    ACCEPTED = "accepted", _("Accepted")
