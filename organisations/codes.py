"""Registry codes: numbers of a sequence, printed with their check digit (thai.identifiers)."""

from django.db import connection

from organisations.models import Organisation
from thai.identifiers import registry_code


def next_code() -> str:
    """The next registry code, such as CSO-0012340. A number is never given twice, even when a save is rolled back."""
    return next_codes(1)[0]


def next_codes(count: int) -> list[str]:
    """The next `count` registry codes in ascending order; those that came in with a file are passed over."""
    codes: list[str] = []
    while len(codes) < count:
        drawn = _drawn(count - len(codes))
        # Between the first and the last of ascending codes, for there may be a hundred thousand of them.
        between = Organisation.objects.filter(code__gte=drawn[0], code__lte=drawn[-1])
        taken = set(between.values_list("code", flat=True))
        codes += [code for code in drawn if code not in taken]
    return codes


def _drawn(count: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('organisations_code_seq') FROM generate_series(1, %s)", [count])
        return [registry_code(number) for (number,) in cursor.fetchall()]
