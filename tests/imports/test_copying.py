"""Values as COPY reads them come out of the table as they went in."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.applying.copying import cell, line

pytestmark = pytest.mark.django_db

# PostgreSQL has no NUL, and a lone surrogate is no character; both are taken out when the file is read.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["\\", "\\N", "\\.", '"', '","', "\t\n\r", "{}", "NULL", "{NULL}", ""]
)
ROW = (
    st.none() | TEXT,
    st.lists(TEXT, max_size=4),
    st.none() | st.booleans(),
    st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.none() | st.dates(min_value=date(1, 1, 1)),
    st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - given its zone beside
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(st.tuples(*ROW))
def test_what_is_copied_is_read_back(row):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE copied (a text, b text[], c boolean, d numeric, e date, f timestamptz) ON COMMIT DROP"
        )
        with cursor.copy("COPY copied FROM STDIN") as copy:
            copy.write(line(map(cell, row)).encode())
        cursor.execute("SELECT * FROM copied")
        [found] = cursor.fetchall()
        cursor.execute("DROP TABLE copied")
    assert found == row
