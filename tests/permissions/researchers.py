"""Who may open the researchers' book. `make` adds one who is listed."""

from organisations.models import SavedView
from researchers.models import Researcher
from tests.factories.researchers import ResearcherFactory

KEEPERS = {"staff": 200, "admin": 200}
TABLE = {
    "researchers:list": {"*": 200},
    "researchers:detail": {"*": 200},
    "researchers:export": {"*": 200},
    "researchers:columns": {"*": 200},
    "researchers:size": {"*": 405},
    "researchers:saved_views": {"public": 302, "*": 200},
    "researchers:saved_view": {"public": 302, "*": 404, "staff": 200},
    "researchers:delete_saved_view": {"public": 302, "*": 405},
    "researchers:new": {"public": 302, "*": 403, **KEEPERS},
    "researchers:edit": {"public": 302, "*": 403, **KEEPERS},
    "researchers:history": {"public": 302, "*": 403, **KEEPERS},
    "researchers:looks": {"public": 302, "*": 403, **KEEPERS},
}


def make(cast):
    ResearcherFactory()
    SavedView.objects.create(owner=cast["staff"], page="researchers", name="ของฉัน", query="")


def _entry(cast):
    return [Researcher.objects.get().pk]


def _view(cast):
    return [SavedView.objects.get().pk]


ARGUMENTS = {
    **{f"researchers:{name}": _entry for name in ("detail", "edit", "history", "looks")},
    **{f"researchers:{name}": _view for name in ("saved_view", "delete_saved_view")},
    "researchers:export": lambda cast: ["csv"],
}
