"""Who may open the pages of the registry. `make` adds a verified record and a draft, both of เชียงใหม่ (50)."""

from organisations.choices import State
from organisations.models import BulkAction, DuplicatePair, DuplicateScan, Merge, Organisation, SavedView
from tests.factories.organisations import OrganisationFactory

EDITORS = {"coordinator": 200, "staff": 200, "admin": 200}
ADMINS = {"*": 403, "public": 302, "admin": 200}
TABLE = {
    "organisations:list": {"*": 200},
    "organisations:map": {"*": 200},
    "organisations:print": {"*": 200},
    "organisations:export": {"*": 200},
    "organisations:detail": {"*": 200},
    "organisations:columns": {"*": 200},
    "organisations:capacity": {"*": 200},
    # Without anything chosen it leads back to the list.
    "organisations:bulk": {"*": 403, "public": 302, "staff": 302, "admin": 302},
    "organisations:bulk_export": {"*": 403, "public": 302, "staff": 302, "admin": 302},
    "organisations:mine": {"public": 302, "*": 403, **EDITORS},
    "organisations:bulk_actions": {"*": 403, "public": 302, "staff": 200, "admin": 200},
    "organisations:bulk_action": {"*": 403, "public": 302, "staff": 200, "admin": 200},
    "organisations:bulk_confirm": {"public": 302, "*": 405},
    "organisations:bulk_cancel": {"public": 302, "*": 405},
    "organisations:bulk_undo": {"public": 302, "*": 405},
    "organisations:bulk_retry": {"public": 302, "*": 405},
    "taxonomies:list": ADMINS,
    "taxonomies:terms": ADMINS,
    "taxonomies:new": ADMINS,
    "taxonomies:term": ADMINS,
    "taxonomies:merge": ADMINS,
    "taxonomies:retire": {"*": 403, "public": 302, "admin": 405},
    "organisations:size": {"*": 405},
    "organisations:saved_views": {"public": 302, "*": 200},
    # One's own only: make() saves one of the staff's.
    "organisations:saved_view": {"public": 302, "*": 404, "staff": 200},
    "organisations:delete_saved_view": {"public": 302, "*": 405},
    "organisations:duplicates": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    "organisations:duplicate_scan": {"public": 302, "*": 403, "staff": 302, "admin": 302},
    "organisations:merges": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    "organisations:merge_made": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    "organisations:merge": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    "organisations:scan_duplicates": {"public": 302, "*": 405},
    "organisations:dismiss_pair": {"public": 302, "*": 405},
    "organisations:take_back_pair": {"public": 302, "*": 405},
    "organisations:twins": {"public": 302, "*": 403, **EDITORS},
    "organisations:new": {"public": 302, "*": 403, **EDITORS},
    "organisations:history": {"public": 302, "*": 403, **EDITORS},
    "organisations:looks": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    "organisations:version": {"public": 302, "*": 403, **EDITORS},
    "organisations:edit": {"public": 302, "*": 403, **EDITORS},
    "organisations:check": {"public": 302, "*": 403, **EDITORS},
    "organisations:section": {"public": 302, "*": 403, **EDITORS},
    "organisations:assess": {"public": 302, "*": 403, **EDITORS},
    "organisations:send_back": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    # These are buttons, and what scripts send: they take POST only.
    "organisations:another": {"public": 302, "*": 405},
    "organisations:typed_new": {"*": 405},
    "organisations:typed_section": {"*": 405},
    "organisations:submit": {"public": 302, "*": 405},
    "organisations:verify": {"public": 302, "*": 405},
    "organisations:confirm": {"public": 302, "*": 403, **EDITORS},
    "organisations:confirmation": {"public": 302, "*": 403, **EDITORS},
    "organisations:confirmation_file": {"public": 302, "*": 403, **EDITORS},
    "organisations:verification": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    "organisations:certification": {"public": 302, "*": 403, "staff": 200, "admin": 200},
    "organisations:verifying": {"public": 302, "*": 403, "staff": 200, "admin": 200},
}


def make(cast):
    OrganisationFactory()
    OrganisationFactory(state=State.DRAFT)
    BulkAction.objects.create(owner=cast["staff"], kind="verify", state="done")
    first, second = Organisation.objects.order_by("pk")
    DuplicatePair.objects.create(first=first, second=second, score=70)
    DuplicateScan.objects.create()
    Merge.objects.create(survivor=first, merged=second, made_by=cast["staff"])
    SavedView.objects.create(owner=cast["staff"], page="organisations", name="ของฉัน", query="")


def _verified(cast):
    return [Organisation.objects.get(state=State.VERIFIED).code]


PAGES = (
    *("list", "map", "print", "new", "typed_new", "twins"),
    *("columns", "size", "saved_views", "bulk", "bulk_actions", "mine"),
)
QUEUES = (
    *("duplicates", "scan_duplicates", "merges"),
    *("verification", "confirmation", "confirmation_file"),
)
WITHOUT_CODE = tuple(f"organisations:{name}" for name in (*PAGES, *QUEUES))
ARGUMENTS = {name: _verified for name in TABLE if name not in WITHOUT_CODE} | {
    "organisations:export": lambda cast: ["csv"],
    "organisations:bulk_export": lambda cast: ["csv"],
    "organisations:version": lambda cast: [*_verified(cast), 1],
    **{
        f"organisations:bulk_{name}": lambda cast: [BulkAction.objects.get().pk]
        for name in ("action", "confirm", "cancel", "undo", "retry")
    },
    **{
        f"organisations:{name}": lambda cast: [DuplicatePair.objects.get().pk]
        for name in ("dismiss_pair", "take_back_pair")
    },
    "organisations:duplicate_scan": lambda cast: [DuplicateScan.objects.get().pk],
    "organisations:merge_made": lambda cast: [Merge.objects.get().pk],
    "taxonomies:list": lambda cast: [],
    "taxonomies:terms": lambda cast: ["issue"],
    "taxonomies:new": lambda cast: ["issue"],
    **{f"taxonomies:{name}": lambda cast: ["issue", "01"] for name in ("term", "merge", "retire")},
    "organisations:saved_view": lambda cast: [SavedView.objects.get().pk],
    "organisations:delete_saved_view": lambda cast: [SavedView.objects.get().pk],
    "organisations:typed_section": lambda cast: [*_verified(cast), "people"],
    "organisations:section": lambda cast: [*_verified(cast), "people"],
}
