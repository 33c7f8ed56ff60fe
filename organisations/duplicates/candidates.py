"""Which records may be the same as one: few of many, by indexes of the database. Scoring decides on them."""

from __future__ import annotations

from typing import Any

from django.db import connection

from organisations.choices import State
from organisations.duplicates.scoring import Subject
from organisations.models import Organisation, TwinDue, TwinKey

NAMES, CONTACTS, DUE = 40, 30, 200  # how many of each are looked at
_KEYS, _DUE, _RECORDS = (model._meta.db_table for model in (TwinKey, TwinDue, Organisation))

# `%` is pg_trgm's likeness of 0.3 and more. Registration numbers first: a telephone may be a whole office's.
_SQL = f"""
(SELECT organisation_id FROM {_KEYS}, unnest(%(keys)s::text[]) AS wanted(name)
  WHERE kind = 'n' AND province = %(province)s AND key %% wanted.name
  GROUP BY organisation_id ORDER BY max(similarity(key, wanted.name)) DESC, organisation_id LIMIT {NAMES})
UNION
(SELECT organisation_id FROM {_KEYS}, unnest(%(cut)s::text[]) AS wanted(start)
  WHERE kind = 'n' AND province = %(province)s AND key LIKE wanted.start || '%%'
  ORDER BY organisation_id LIMIT {NAMES})
UNION
(SELECT organisation_id FROM {_KEYS} WHERE kind = 'c' AND key = ANY(%(contacts)s)
  GROUP BY organisation_id ORDER BY max(key) DESC, organisation_id LIMIT {CONTACTS})
UNION
(SELECT o.id FROM {_DUE} d JOIN {_RECORDS} o ON o.id = d.organisation_id
  WHERE o.province_id = %(province)s OR (o.registration_number <> '' AND o.registration_number = %(number)s)
  ORDER BY d.id DESC LIMIT {DUE})
"""  # noqa: S608 - names of tables


def candidates(subject: Subject) -> set[int]:
    """Keys of records that may be the same; those written a moment ago, whose keys are still due, among them."""
    asked: dict[str, Any] = {
        "keys": list(subject.keys),
        "cut": [name.core for name in subject.names if name.open_end and len(name.core) > 4],
        "province": subject.province,
        "contacts": list(subject.contacts),
        "number": subject.registration_number,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, asked)
        found = {pk for (pk,) in cursor.fetchall()}
    return found - {subject.pk}


def live(pks: set[int]) -> set[int]:
    """Without those that were merged."""
    return set(Organisation.objects.filter(pk__in=pks).exclude(state=State.MERGED).values_list("pk", flat=True))
