"""The register of looks at personal data as people read it: who, when, at whose, and of which list or file.

The rooms know their own records: each calls `register` from its AppConfig.ready for what it puts on record.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.formats import as_datetime
from core.models import PersonalDataAccess
from core.spreadsheets import neutralised

BATCH = 1000


@dataclass(frozen=True)
class Named:
    """A record as the register shows it."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Subject:
    """What a label of the register stands for.

    `named` gives the records of codes; `asked` says in words what the address of a list asks for; `columns` names the
    exported columns by their keys.
    """

    title: str | Promise
    named: Callable[[Collection[str]], Mapping[str, Named]]
    asked: Callable[[str, Any], str] = lambda address, user: ""
    columns: Callable[[], Mapping[str, str]] = dict


SUBJECTS: dict[str, Subject] = {}


def register(label: str, subject: Subject) -> None:
    """Tell the register what the entries with this label are of."""
    SUBJECTS[label] = subject


@dataclass(frozen=True)
class Line:
    """One entry. `name` is empty for a list or file of many records, which `asked` then describes."""

    at: datetime
    who: str
    kind: str
    is_export: bool
    subject: str
    code: str
    name: str
    url: str
    asked: str
    address: str
    columns: str
    rows: int


def lines(entries: Iterable[PersonalDataAccess], reader: Any) -> list[Line]:
    """Entries as the page shows them; one question for the records of each kind."""
    entries = list(entries)
    named = {
        label: subject.named({one.subject_code for one in entries if one.subject == label and one.subject_code})
        for label, subject in SUBJECTS.items()
        if any(one.subject == label for one in entries)
    }
    return [_line(one, named.get(one.subject, {}), reader) for one in entries]


def _line(one: PersonalDataAccess, named: Mapping[str, Named], reader: Any) -> Line:
    subject = SUBJECTS.get(one.subject)
    # A record that is there no longer, or of a kind that nobody knows any more, keeps its code.
    record = named.get(one.subject_code, Named(one.subject_code))
    headings = subject.columns() if subject else {}
    keys = one.columns.split(", ") if one.columns else []
    return Line(
        at=one.at,
        who=str(one.user),
        kind=one.get_kind_display(),
        is_export=one.kind == PersonalDataAccess.Kind.EXPORT,
        subject=str(subject.title) if subject else one.subject,
        code=one.subject_code,
        name=record.name,
        url=record.url,
        asked=subject.asked(one.query, reader) if subject and one.query else "",
        # An address of our own, never one that leads elsewhere.
        address=one.query if one.query.startswith("/") and not one.query.startswith("//") else "",
        columns=", ".join(headings.get(key, key) for key in keys),
        rows=one.rows,
    )


def csv_chunks(entries: Iterable[PersonalDataAccess], reader: Any) -> Iterator[bytes]:
    """Entries as CSV with a byte order mark, so that Excel reads Thai; no formula comes alive."""
    headings = [_("When"), _("Who"), _("What happened"), _("Of what"), _("Registry code"), _("Name")]
    yield b"\xef\xbb\xbf" + _written([*headings, _("List or file"), _("Columns"), _("People")])
    left = iter(entries)
    while some := list(islice(left, BATCH)):
        for line in lines(some, reader):
            cells = [line.who, line.kind, line.subject, line.code, line.name, line.asked or line.address, line.columns]
            yield _written([as_datetime(line.at), *map(neutralised, cells), str(line.rows)])


def _written(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
