from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Calendar(models.TextChoices):
    FISCAL = "fiscal", _("Thai fiscal years")
    CALENDAR = "calendar", _("calendar years")


class Reporting(models.TextChoices):
    HALF_YEAR = "half-year", _("each half-year")
    YEAR = "year", _("each year")


class StatementKind(models.TextChoices):
    VISION = "vision", _("Vision")
    OBJECTIVE = "objective", _("Objective")
    GOAL = "goal", _("Goal")
    OUTCOME = "outcome", _("Expected outcome")
    OUTPUT = "output", _("Expected output")
    MECHANISM = "mechanism", _("Implementation mechanism")


class AgencyRole(models.TextChoices):
    LEAD = "lead", _("Lead agency")
    SUPPORTING = "supporting", _("Supporting agency")


class AgencyKind(models.TextChoices):
    MINISTRY = "ministry", _("Ministry")
    DEPARTMENT = "department", _("Department")
    OFFICE = "office", _("Office")
    PUBLIC_ORGANISATION = "public-organisation", _("Public organisation")
    LOCAL_GOVERNMENT = "local-government", _("Local government")
    COMMITTEE = "committee", _("Committee")
    ACADEMIC = "academic", _("Academic institution")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    PRIVATE = "private", _("Private sector")
    INTERNATIONAL = "international", _("International organisation")
    OTHER = "other", _("Other")


class IndicatorKind(models.TextChoices):
    COMPUTED = "computed", _("computed from records")
    NUMBER = "number", _("number")
    MONEY = "money", _("money")
    PERCENTAGE = "percentage", _("percentage")
    MILESTONE = "milestone", _("yes/no milestone")
    NARRATIVE = "narrative", _("narrative")


class Direction(models.TextChoices):
    UP = "up", _("more is better")
    DOWN = "down", _("less is better")
    NONE = "none", _("no direction")


class Cumulation(models.TextChoices):
    STATE = "state", _("state at the end of the period")
    SUM = "sum", _("sum over the period")
    BOTH = "both", _("state at the end of the period, and sum over it")
    CUMULATIVE = "cumulative", _("sum from the plan's beginning")


class WindowState(models.TextChoices):
    """Where the window of a period stands; late is not closed."""

    NOT_OPEN = "not_open", _("Not open yet")
    OPEN = "open", _("Open, on time")
    LATE = "late", _("Open, late")
    SHUT = "shut", _("Shut since its last day")
    CLOSED = "closed", _("Closed for good")


class Audience(models.TextChoices):
    """Who is reminded of a report that is not in."""

    AGENCY = "agency", _("the officers who report")
    MINISTRY = "ministry", _("the ministry's staff")


class ProgressStatus(models.TextChoices):
    """How the project stands, as its lead agency sees it."""

    NOT_STARTED = "not_started", _("Not started")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    DELAYED = "delayed", _("Delayed")
    DONE = "done", _("Completed")


class ProgressState(models.TextChoices):
    """Where the report stands on its way to the ministry."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("report", "Submitted")
    RETURNED = "returned", pgettext_lazy("report", "Returned")
    ACCEPTED = "accepted", _("Accepted")
    CLOSED = "closed", _("Closed")
