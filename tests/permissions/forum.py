"""Who may open the pages of the forum."""

from tests.factories.forum import ProposalFactory

EDITORS = {"public": 302, "*": 403, "staff": 200, "admin": 200}
TABLE = {
    "forum:list": {"*": 200},
    "forum:forum": {"*": 200},
    "forum:proposal": {"*": 200},
    "forum:follow_up": EDITORS,
    "forum:parts": EDITORS,
}
ARGUMENTS = {
    "forum:forum": lambda cast: [2565],
    "forum:proposal": lambda cast: [2565, 1],
    "forum:follow_up": lambda cast: [2565, 1],
    "forum:parts": lambda cast: [2565, 1],
}


def make(cast):
    ProposalFactory(forum__year=2565, number=1)
