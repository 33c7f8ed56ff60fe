"""Registry codes: numbers of a sequence, printed with their check digit (thai.identifiers)."""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from organisations.models import Organisation
from thai.identifiers import registry_code


def next_code() -> str:
    """The next registry code, such as CSO-0012340. A number is never given twice, even when a save is rolled back."""
    return next_codes(1)[0]


def next_codes(count: int) -> list[str]:
    """The next `count` registry codes in ascending order; those that came in with a file are passed over."""
    codes: list[str] = []
    while len(codes) < count:
        codes += not_taken(drawn(count - len(codes), connection))
    return codes


def drawn(count: int, database: BaseDatabaseWrapper) -> list[str]:
    """As many codes in ascending order, some of which may be taken; by any connection, as sequences heed none."""
    with database.cursor() as cursor:
        cursor.execute("SELECT nextval('organisations_code_seq') FROM generate_series(1, %s)", [count])
        return [registry_code(number) for (number,) in cursor.fetchall()]


def not_taken(codes: list[str]) -> list[str]:
    """Those of some ascending codes that no organisation has."""
    if not codes:
        return []
    # Between the first and the last of them, for there may be a hundred thousand.
    between = Organisation.objects.filter(code__gte=codes[0], code__lte=codes[-1])
    taken = set(between.order_by("code").values_list("code", flat=True))
    return [code for code in codes if code not in taken]
