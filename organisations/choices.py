"""Closed lists of the registry: the ones the law or the code itself depends on.

Lists that the ministry keeps (issue areas, expertise, legal forms, …) are Term rows instead.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Taxonomy(models.TextChoices):
    """The lists kept as data; the value is also the query parameter of the organisations list."""

    LEGAL_FORM = "form", _("Legal form")
    ISSUE = "issue", _("Issue area")
    EXPERTISE = "expertise", _("Expertise")
    TARGET = "target", _("Target group")
    FIELD = "field", _("Field of service")
    MODE = "mode", _("Mode of work")
    LEVEL = "level", _("Level of operation")
    CAPACITY = "capacity", _("Capacity level")
    CRITERION = "criterion", _("Capacity criterion")


class Status(models.TextChoices):
    """The organisation's life."""

    ACTIVE = "active", _("Active")
    DORMANT = "dormant", _("Dormant")
    DISSOLVED = "dissolved", _("Dissolved")


class State(models.TextChoices):
    """Where the record stands on its way to the public."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")
    MERGED = "merged", _("Merged into another")


class Certification(models.TextChoices):
    """Steps of public-benefit certification under the 2546 Act."""

    NONE = "none", _("Not applied")
    RECEIVED = "received", _("Application received")
    CERTIFIED = "certified", _("Certified")
    CERTIFICATE_SENT = "sent", _("Certificate sent")
    GAZETTED = "gazetted", _("Announced in the Royal Gazette")
    REFUSED = "refused", _("Not certified")


class Decision(models.TextChoices):
    """What became of a change of a verified record's identity."""

    WAITING = "waiting", _("Waiting for approval")
    APPROVED = "approved", _("Change approved")
    REFUSED = "refused", _("Change not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Waiting(models.TextChoices):
    """What waits for somebody to act."""

    SUBMITTED = "submitted", _("Submitted, not verified yet")
    HELD = "held", _("Changes to be approved")
    RETURNED = "returned", _("Returned, not mended yet")
    CONFIRMATION = "confirm", _("Yearly confirmation overdue")


class DatePrecision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class PersonKind(models.TextChoices):
    HEAD = "head", _("Head")
    COORDINATOR = "coordinator", _("Coordinator")


class Sharing(models.TextChoices):
    """Who may use a saved view of a list besides its owner."""

    ME = "me", _("Only I")
    PROVINCE = "province", _("Colleagues of my provinces")
    STAFF = "staff", _("Ministry staff")
    ALL = "all", _("Everyone with an account")


class BulkKind(models.TextChoices):
    """What can be done with many records at once."""

    ASSIGN = "assign", _("Assign a responsible person")
    REMIND = "remind", _("Remind the coordinators by e-mail")
    ADD_TERM = "add", _("Add a value of a list")
    REMOVE_TERM = "remove", _("Take a value of a list away")
    SET_LEVEL = "level", _("Set the level of operation")
    STATUS = "status", _("Set the status")
    VERIFY = "verify", _("Verify the records")
    MERGE_TERM = "merge", _("Merge two values of a list")


class BulkPhase(models.TextChoices):
    CHECK = "check", _("Preview")
    APPLY = "apply", _("Change")
    LOOK = "look", _("Look what stands in the way of undoing")
    UNDO = "undo", _("Undo")


class Outcome(models.TextChoices):
    """What became of one record of a bulk action."""

    WAITING = "", _("Waiting")
    CHANGED = "changed", _("Have changed")
    SAME = "same", _("As before")
    REFUSED = "refused", _("Left out")
    UNDONE = "undone", _("Put back")
    KEPT = "kept", _("Changed again since, so kept")


class Source(models.TextChoices):
    """Where a record first came from."""

    FORM = "form", _("Web form")
    IMPORT = "import", _("Spreadsheet")
    DEMO = "demo", _("Demo data")


# Names in files, which are in Thai whatever the reader's language.
STATUS_NAMES: dict[str, str] = {
    Status.ACTIVE.value: "ดำเนินการ",
    Status.DORMANT.value: "พักการดำเนินงาน",
    Status.DISSOLVED.value: "เลิก",
}
STATUS_WRITINGS: dict[Status, tuple[str, ...]] = {
    Status.ACTIVE: ("ดำเนินการ", "ดำเนินการอยู่", "ยังดำเนินการ", "เคลื่อนไหว", "ปกติ", "ใช้งาน"),
    Status.DORMANT: ("พักการดำเนินงาน", "หยุดชั่วคราว", "พัก", "ไม่เคลื่อนไหว"),
    Status.DISSOLVED: ("เลิก", "ยุบเลิก", "เลิกกิจการ", "ยกเลิก", "เลิกดำเนินการ"),
}
STATE_NAMES: dict[str, str] = {
    State.DRAFT.value: "ร่าง",
    State.SUBMITTED.value: "รอตรวจสอบ",
    State.RETURNED.value: "ส่งกลับแก้ไข",
    State.VERIFIED.value: "ตรวจสอบแล้ว",
    State.MERGED.value: "รวมกับระเบียนอื่น",
}
