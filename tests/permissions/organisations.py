"""Who may open the pages of the registry. `make` adds a verified record and a draft, both of เชียงใหม่ (50)."""

from organisations.choices import State
from organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory

TABLE = {
    "organisations:list": {"*": 200},
    "organisations:detail": {"*": 200},
}


def make(cast):
    OrganisationFactory()
    OrganisationFactory(state=State.DRAFT)


def _verified(cast):
    return [Organisation.objects.get(state=State.VERIFIED).code]


def _draft(cast):
    return [Organisation.objects.get(state=State.DRAFT).code]


ARGUMENTS = {
    "organisations:detail": _verified,
}
