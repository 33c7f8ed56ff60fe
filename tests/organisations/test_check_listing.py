from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

TOLD = r"^2 rows of the listing, 0 texts, \d+ counts and 0 records of common words differ\. Run: manage\.py"


def said(**options):
    out = StringIO()
    call_command("check_listing", stdout=out, **options)
    return out.getvalue().strip()


def test_differences_are_told_and_mended():
    OrganisationFactory.create_batch(2)
    assert said() == "What is kept for lists is what the records say."
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_listing SET province = 90, state = 0")
    with pytest.raises(CommandError, match=TOLD):
        said()
    assert said(mend=True).endswith("Made anew.")
    assert said() == "What is kept for lists is what the records say."
