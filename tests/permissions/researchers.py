"""Who may open the researchers' book. `make` adds one who is listed."""

from researchers.models import Researcher
from tests.factories.researchers import ResearcherFactory

KEEPERS = {"staff": 200, "admin": 200}
TABLE = {
    "researchers:list": {"*": 200},
    "researchers:detail": {"*": 200},
    "researchers:new": {"public": 302, "*": 403, **KEEPERS},
    "researchers:edit": {"public": 302, "*": 403, **KEEPERS},
    "researchers:history": {"public": 302, "*": 403, **KEEPERS},
    "researchers:looks": {"public": 302, "*": 403, **KEEPERS},
}


def make(cast):
    ResearcherFactory()


ARGUMENTS = {
    name: lambda cast: [Researcher.objects.get().pk]
    for name in ("researchers:detail", "researchers:edit", "researchers:history", "researchers:looks")
}
