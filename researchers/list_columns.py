"""The columns a reader may choose for the researchers' list. The name always stands first, with the affiliation.

Contact details are personal data: each page of them is a look on record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right
from core.formats import as_date
from organisations.choices import Taxonomy
from organisations.frames import Frame
from organisations.list_columns import ListColumn, Reading, Show, Shown
from organisations.permissions import in_scope
from researchers.models import Researcher
from researchers.querysets import COLUMNS, ORDERS, ResearcherQuerySet
from researchers.wording import province_of, state_of


def _province(researcher: Researcher, reading: Reading) -> Shown:
    return Shown(province_of(researcher))


def _consent(researcher: Researcher, reading: Reading) -> Shown:
    kind, word = state_of(researcher)
    return Shown(badges=[(kind, str(word))])


def _terms(name: str, taxonomy: Taxonomy) -> Show:
    """Two are named, those asked for first; the others are counted."""

    def show(researcher: Researcher, reading: Reading) -> Shown:
        codes = sorted(getattr(researcher, name), key=lambda code: code not in reading.wanted)
        return Shown(" · ".join(reading.terms.names(taxonomy, codes[:2])), max(0, len(codes) - 2))

    return show


def _text(name: str) -> Show:
    return lambda researcher, reading: Shown(getattr(researcher, name))


def _day(name: str) -> Show:
    return lambda researcher, reading: Shown(as_date(getattr(researcher, name), style="short"))


def _contact(name: str) -> Show:
    def show(researcher: Researcher, reading: Reading) -> Shown:
        return Shown(getattr(researcher, name) if in_scope(reading.user, researcher.province_id) else "")

    return show


def _label(name: str) -> Any:
    return Researcher._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # never a reverse relation


_KEEPERS = Right.EDIT_RESEARCHERS
_PEOPLE = Right.VIEW_PERSONAL_DATA
ALL: dict[str, ListColumn] = {
    column.key: column
    for column in (
        ListColumn("province", _("Province"), ("province_id",), _province, sort="province"),
        ListColumn("issues", _("Issue areas"), ("issues",), _terms("issues", Taxonomy.ISSUE)),
        ListColumn("expertise", _("Expertise"), ("expertise",), _terms("expertise", Taxonomy.EXPERTISE)),
        ListColumn("consent", _("Consent"), ("consented_on", "withdrawn_on"), _consent, needs=_KEEPERS),
        ListColumn("updated", _("Changed"), ("updated_at",), _day("updated_at"), sort="updated"),
        ListColumn("position", _label("position"), ("position",), _text("position")),
        ListColumn("name_en", _label("name_en"), ("name_en",), _text("name_en")),
        ListColumn("consented", _label("consented_on"), ("consented_on",), _day("consented_on"), needs=_KEEPERS),
        ListColumn("phone", _label("phone"), ("phone",), _contact("phone"), needs=_PEOPLE, personal=True),
        ListColumn("email", _label("email"), ("email",), _contact("email"), needs=_PEOPLE, personal=True),
    )
}
FIRST = ("province", "issues", "expertise", "consent", "updated")
# What the row's own heading reads.
ALWAYS = ("id", "title", "name_th", "name_en", "affiliation", "province_id")

RESEARCHERS = Frame("researchers", _("Researchers"), ALL, FIRST, COLUMNS, ORDERS, ranks=False)


def read(found: ResearcherQuerySet, columns: Iterable[ListColumn]) -> ResearcherQuerySet:
    """`found` with all that the rows of the list show; the rest of the entry is not read."""
    return found.only(*ALWAYS, *(name for column in columns for name in column.fields))


def looked_at(researchers: Iterable[Researcher], columns: Iterable[ListColumn], user: Any) -> int:
    """Of how many of these the columns show contact details."""
    names = [name for column in columns if column.personal for name in column.fields]
    mine = (row for row in researchers if names and in_scope(user, row.province_id))
    return sum(any(getattr(row, name) for name in names) for row in mine)
